"""No view without a rule, and every public one stands on a list that is reviewed like code."""

from renkei.core.guard import anyone
from tests.architecture.urls import our_pages

# Address name -> why a stranger may open it.
PUBLIC = {
    "accounts:invitation": "the one-time link is the key",
    "accounts:setup": "the one-time address is the key; gone once there is an operator",
    "accounts:setup-where": "says where the set-up address stands, nothing else",
    "directory:conditions": "what one may search for",
    "directory:facility-update": "the mailed one-time link is the key; shows what is public",
    "directory:help": "published informal services only",
    "directory:helps": "the same",
    "directory:list": "what the visitor put into the own session",
    "directory:list-clear": "the same",
    "directory:list-csv": "the same",
    "directory:list-fax": "the same",
    "directory:list-measure": "a town or school district, kept in the own session",
    "directory:list-reason": "the same",
    "directory:map": "points of places; that a place exists is public",
    "directory:open-data": "the published directory as files; nothing private (its own test)",
    "directory:open-data-file": "the same",
    "directory:outlines": "shapes of municipalities",
    "directory:report": "proposes only; the region decides (its own test)",
    "directory:search": "that a service is offered is public",
    "directory:service": "public facts; notes only to those who may see them (its own test)",
    "directory:services": "leads to the search",
    "directory:sheet": "what the visitor put into the own session",
    "directory:suggest": "words of public lists",
    "directory:unpick": "what the visitor put into the own session",
    "events:gathering": "published gatherings only (visible_to)",
    "events:gathering-calendar": "the same, as .ics",
    "events:gathering-fax": "the blank form for a published gathering",
    "events:gatherings": "published gatherings only",
    "events:handout": "papers attached to a published gathering",
    "openreferral:organization": "HSDS: bodies are public; nothing private (its own test)",
    "openreferral:organizations": "the same",
    "openreferral:root": "HSDS: which version",
    "openreferral:service": "HSDS: listed and published services",
    "openreferral:service-at-location": "the same at their places",
    "openreferral:service-at-locations": "the same",
    "openreferral:services": "the same",
    "openreferral:taxonomies": "code lists",
    "openreferral:taxonomy": "code lists",
    "openreferral:taxonomy-term": "code lists",
    "openreferral:taxonomy-terms": "code lists",
    "openreferral:unknown": "HSDS: says that there is nothing",
    "portal:about": "who runs the region",
    "portal:accessibility": "policy",
    "portal:contact": "where to call",
    "portal:entrance": "the list of regions",
    "portal:favicon": "picture",
    "portal:health": "for the supervisor; says ok",
    "portal:home": "the region's front page",
    "portal:privacy": "policy",
    "portal:robots": "for search engines",
    "portal:security": "whom to tell of a weakness",
    "programme:brand": "colours",
    "programme:logo": "picture",
    "reporting:paper": "final editions of papers declared public",
    "reporting:paper-edition": "the same, a certain edition",
    "reporting:paper-pdf": "the same, as PDF",
    "reporting:papers": "the years with published papers",
    "reporting:papers-of-year": "the published papers of a year",
    "reporting:handbook": "published services and helps, without notes (its own test)",
    "reporting:programme": "the year's work, published records only",
    "reporting:programme-pdf": "the same, as PDF",
    "reporting:programmes": "the years there are",
}


def test_every_view_names_its_rule():
    assert [page.dotted for page in our_pages() if not hasattr(page.view, "guarded_by")] == []


def test_every_public_view_is_on_the_reviewed_list():
    public = {page.name for page in our_pages() if page.view.guarded_by is anyone}

    assert public == PUBLIC.keys()


def test_every_rule_says_in_japanese_who_may():
    rules = {page.view.guarded_by for page in our_pages()}

    assert [
        rule.__name__ for rule in rules if not (rule.__doc__ or "").rstrip().endswith("。")
    ] == []
