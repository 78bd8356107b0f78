"""What a finished page could do to its reader: nothing may run, be fetched or be sent that is not our own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

from fokusrapport.i18n import _
from fokusrapport.pipeline.expected import shorten
from fokusrapport.pipeline.page_policy import contents_script, page_policy

_LOADING = {"src", "srcset", "poster", "data", "action", "formaction", "background", "ping", "manifest"}
_ACTIVE = ("iframe", "frame", "object", "embed", "applet", "form", "base", "portal")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_FOLLOWED = {"https", "http", "mailto", "tel"}
# A browser drops these from an address before it reads the scheme (URL Standard, 4.4).
_DROPPED = re.compile(r"^[\x00-\x20]+|[\t\n\r]")

_FETCHED = re.compile(r"url\((?!\s*['\"]?(?:data:|#))([^)]*)|((?:@import|image-set\()[^;]*)", re.IGNORECASE)


def safety_problems(root: HtmlElement) -> list[str]:
    """What is unsafe in the page, each with the element it is in; nothing for a good page."""
    return [*_policy(root), *_active(root), *_links(root), *_requests(root)]


def name_of(element: HtmlElement) -> str:
    """An element as a message names it: its tag and id, and the nearest element around it that has an id."""
    own = f'<{element.tag} id="{element.get("id")}">' if element.get("id") else f"<{element.tag}>"
    around = next((node.get("id") for node in element.iterancestors() if node.get("id")), "")
    return f"{own} (#{around})" if around and not element.get("id") else own


def _policy(root: HtmlElement) -> Iterator[str]:
    style, script = ("".join(root.xpath(f"//{tag}/text()")) for tag in ("style", "script"))
    found = [meta.get("content") for meta in root.xpath("/html/head/meta[@http-equiv]")]
    first = root.xpath("boolean(/html/head/*[1]/@charset and /html/head/*[2]/@http-equiv)")
    if not found or not first:
        yield _("The page's security policy does not stand at the top of its head, where it rules over all of it.")
    if found != [page_policy(style, script)]:
        yield _("The page's security policy is not the one for its style sheet and script.")
    if root.xpath("/html/head/meta[@name='referrer']/@content") != ["no-referrer"]:
        yield _("The page would tell other sites where their visitors come from.")


def _active(root: HtmlElement) -> Iterator[str]:
    for element in root.iter(etree.Element):
        name = name_of(element)
        if element.tag == "script" and (element.text != contents_script() or element.attrib):
            yield _("{element} is not the report's own script.").format(element=name)
        if element.tag in _ACTIVE:
            yield _("{element} has no place in a report.").format(element=name)
        for attribute in element.attrib:
            if attribute == "style" or attribute.startswith("on"):
                message = _("{element} has the attribute «{attribute}», which the page's security policy forbids.")
                yield message.format(element=name, attribute=attribute)


def _links(root: HtmlElement) -> Iterator[str]:
    for element in root.xpath("//*[@href or @*[name()='xlink:href']]"):
        address = _DROPPED.sub("", element.get("href") or element.get("xlink:href") or "")
        scheme = _SCHEME.match(address)
        if scheme and scheme[1].lower() not in _FOLLOWED and element.tag != "link":
            message = _("{element} leads to «{address}», which is no address a reader can follow.")
            yield message.format(element=name_of(element), address=shorten(address))


def _requests(root: HtmlElement) -> Iterator[str]:
    for element, address in _fetched(root):
        yield _("{element} fetches «{address}».").format(element=name_of(element), address=shorten(address))


def _fetched(root: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """Everything a browser would fetch. Only what stands in the page itself (`data:`) and places in it may be asked."""
    for element in root.iter(etree.Element):
        for name, value in element.attrib.items():
            followed = element.tag == "a" or (element.tag == "link" and element.get("rel") == "alternate")
            loads = name in _LOADING or (name in {"href", "xlink:href"} and not followed)
            if loads and not value.startswith(("data:", "#")):
                yield element, value
        css = element.text or "" if element.tag == "style" else element.get("style", "")
        for address in _FETCHED.findall(css):
            yield element, "".join(address)
