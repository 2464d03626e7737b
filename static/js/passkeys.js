// Says beside the button what to do when a passkey cannot be used; allauth only tells the console.

const BUTTONS = {
  passkey_login: "メールアドレスとパスワードでもログインできます。",
  mfa_webauthn_authenticate: "認証アプリの数字か回復コードでも進めます。",
  mfa_webauthn_reauthenticate: "ほかの方法でも確かめられます。",
  mfa_webauthn_add: "",
};
const BY_NUMBER = /^(\d+\.\d+\.\d+\.\d+|\[.*\])$/;
const THIS_MACHINE = /^(127\.\d+\.\d+\.\d+|\[::1\])$/;

const button = document.querySelector(Object.keys(BUTTONS).map((id) => `#${id}`).join());
const place = document.createElement("div");

function atLocalhost() {
  const address = new URL(location.href);
  address.hostname = "localhost";
  return address.href;
}

function wrongAddress() {
  if (!THIS_MACHINE.test(location.hostname)) {
    return ["このアドレスでは、パスキーを使えません。https:// で始まるアドレスで開いてください。"];
  }
  const link = document.createElement("a");
  link.href = link.textContent = atLocalhost();
  return ["このアドレスでは、パスキーを使えません。次のアドレスで開いてください。 ", link];
}

function whatToDo(error) {
  const isUsable = window.isSecureContext && window.PublicKeyCredential;
  if (!isUsable || BY_NUMBER.test(location.hostname)) return wrongAddress();
  if (error?.name === "InvalidStateError") return ["この端末のパスキーは、もう登録されています。"];
  if (error?.name === "NotAllowedError") {
    return [
      "パスキーを確かめられませんでした。途中でやめたか、時間が過ぎたか、この端末にパスキーがありません。",
      `もう一度押してください。${BUTTONS[button.id]}`,
    ];
  }
  return [`いまはパスキーを使えません。少し待ってから、もう一度押してください。${BUTTONS[button.id]}`];
}

function tell(event) {
  event.preventDefault();
  const sentence = document.createElement("p");
  sentence.className = "c-field__error";
  sentence.append(...whatToDo(event.detail.exception));
  place.replaceChildren(sentence);
}

if (button) {
  // There from the beginning: screen readers announce what comes into it.
  place.setAttribute("role", "alert");
  button.closest("p, .c-actions, .l-cluster").after(place);
  document.addEventListener("allauth.error", tell);
  button.addEventListener("click", () => place.replaceChildren());
}
