// Copies the files of others that renkei serves or tests with, unchanged, and writes down
// what each one is. Run it after changing a version in package.json; commit the result.
import { createHash } from "node:crypto";
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(here);

// Each source is a path below node_modules/<package>; each target a folder below the repository.
const packages = [
  {
    package: "@digital-go-jp/design-tokens",
    licence: "MIT",
    what: "色・文字・余白の値（デジタル庁デザインシステム）",
    target: "static/vendor/design-tokens",
    copies: { "dist/tokens.css": "tokens.css", LICENSE: "LICENSE.txt" },
  },
  {
    package: "@fontsource-variable/noto-sans-jp",
    licence: "OFL-1.1",
    what: "画面の書体 Noto Sans JP",
    target: "static/vendor/noto-sans-jp",
    copies: { "wght.css": "wght.css", files: "files", LICENSE: "LICENSE.txt" },
  },
  {
    package: "@expo-google-fonts/noto-sans-jp",
    licence: "OFL-1.1",
    what: "紙の書体に無い字（𠮷など）のための Noto Sans JP",
    target: "renkei/reporting/fonts",
    copies: {
      "400Regular/NotoSansJP_400Regular.ttf": "NotoSansJP-Regular.ttf",
      LICENSE_FONT: "NotoSansJP-OFL.txt",
    },
  },
  {
    package: "maplibre-gl",
    licence: "BSD-3-Clause",
    what: "地図",
    target: "static/vendor/maplibre-gl",
    copies: {
      "dist/maplibre-gl.mjs": "maplibre-gl.mjs",
      "dist/maplibre-gl-worker.mjs": "maplibre-gl-worker.mjs",
      "dist/maplibre-gl.css": "maplibre-gl.css",
      "LICENSE.txt": "LICENSE.txt",
    },
  },
  {
    package: "axe-core",
    licence: "MPL-2.0",
    what: "アクセシビリティの試験（配布物の実行には使わない）",
    target: "tests/vendor",
    copies: { "axe.min.js": "axe.min.js", LICENSE: "axe-core.LICENSE.txt" },
  },
];

// Taken once from the Debian package, which carries no npm twin; only hashed here.
const kept = {
  package: "fonts-morisawa-bizud-gothic",
  version: "1.05-2",
  licence: "OFL-1.1",
  what: "紙の書体 BIZ UDPゴシック",
  target: "renkei/reporting/fonts",
  sources: {
    "BIZUDPGothic-Bold.ttf": "usr/share/fonts/truetype/bizud-gothic/BIZUDPGothic-Bold.ttf",
    "BIZUDPGothic-Regular.ttf": "usr/share/fonts/truetype/bizud-gothic/BIZUDPGothic-Regular.ttf",
    "BIZUDPGothic-OFL.txt": "usr/share/doc/fonts-morisawa-bizud-gothic/copyright",
  },
};

async function versionOf(name) {
  const text = await readFile(path.join(here, "node_modules", name, "package.json"), "utf8");
  return JSON.parse(text).version;
}

async function filesUnder(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

async function described(entry, version, file, source) {
  const bytes = await readFile(path.join(root, file));
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { file, package: entry.package, version, licence: entry.licence, source, sha256 };
}

async function copied(entry) {
  const version = await versionOf(entry.package);
  const rows = [];
  for (const [source, name] of Object.entries(entry.copies)) {
    const from = path.join(here, "node_modules", entry.package, source);
    const to = path.join(root, entry.target, name);
    // The font has a woff2 part for each range of characters; the folder holds nothing else.
    if (name === "files") await rm(to, { recursive: true, force: true });
    await mkdir(path.dirname(to), { recursive: true });
    await cp(from, to, { recursive: true });
    const parts = name === "files" ? await filesUnder(to) : [""];
    for (const part of parts) {
      const file = path.posix.join(entry.target, name, part).replace(/\/$/, "");
      const origin = path.posix.join(source, part).replace(/\/$/, "");
      rows.push(await described(entry, version, file, origin));
    }
  }
  return rows;
}

async function keptRows() {
  const names = Object.entries(kept.sources);
  return Promise.all(
    names.map(([name, source]) =>
      described(kept, kept.version, `${kept.target}/${name}`, source),
    ),
  );
}

function byFile(a, b) {
  return a.file < b.file ? -1 : 1;
}

async function notices(rows) {
  const entries = [...packages, kept];
  const table = entries.map((entry) => {
    const row = rows.find((one) => one.package === entry.package);
    return `| ${entry.package} | ${row.version} | ${entry.licence} | ${entry.what} | \`${entry.target}/\` |`;
  });
  const pythonPart = await readFile(path.join(here, "python-notices.md"), "utf8");
  return [
    "# Third-party notices",
    "",
    "Files of others that stand in this repository, unchanged. The full licence text lies",
    "beside each of them; `static/vendor/MANIFEST.json` holds source path and SHA-256.",
    "Written by `frontend/build.mjs`.",
    "",
    "| package | version | licence | what for | where |",
    "| --- | --- | --- | --- | --- |",
    ...table,
    "",
    pythonPart,
  ].join("\n");
}

const rows = (await Promise.all(packages.map(copied))).flat().concat(await keptRows());
rows.sort(byFile);
const manifest = path.join(root, "static/vendor/MANIFEST.json");
await writeFile(manifest, `${JSON.stringify({ files: rows }, null, 1)}\n`);
await writeFile(path.join(root, "THIRD_PARTY_NOTICES.md"), await notices(rows));
