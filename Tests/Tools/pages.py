#!/usr/bin/env python3
"""Checks the manual that `make html` made:  pages.py [DIRECTORY]

Every page of man/ exists; every link leads to a file and, with a fragment, to a place in it; names of places are
unique; every page can be reached from index.html; elements are properly nested.  Links to other sites are not
followed.
"""
import glob
import html.parser
import os
import re
import sys
from urllib.parse import unquote

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PLACE = sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, ".build", "html")
ELSEWHERE = re.compile(r"https://(manpages\.debian\.org/[\w.+-]+\.\d\.en\.html|toml\.io/|opentelemetry\.io/|semver\.org)")
EMPTY = {"meta", "link", "br", "hr", "img", "wbr", "col"}


class Page(html.parser.HTMLParser):
    def __init__(self, path):
        super().__init__()
        self.names, self.links, self.open, self.faults, self.hasViewport = [], [], [], [], False
        with open(path, encoding="utf-8") as file:
            self.feed(file.read())
        self.close()
        self.faults += [f"<{tag}> is not closed" for tag in self.open]

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag not in EMPTY:
            self.open.append(tag)
        if "id" in attributes:
            self.names.append(attributes["id"])
        if "href" in attributes:
            self.links.append(attributes["href"])
        self.hasViewport |= attributes.get("name") == "viewport"

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in EMPTY:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> at {self.getpos()} closes {self.open[-1:]}")
        if tag in self.open:
            while self.open.pop() != tag:
                pass


pages = {os.path.basename(path): Page(path) for path in glob.glob(os.path.join(PLACE, "*.html"))}
faults, links = [], 0
for page in glob.glob(os.path.join(ROOT, "man", "*.[1-9]")):
    if os.path.basename(page) + ".html" not in pages:
        faults.append(f"{page} has no page")
reached, todo = set(), ["index.html"]
while todo:
    name = todo.pop()
    if name in reached or name not in pages:
        continue
    reached.add(name)
    todo += [link.split("#")[0] for link in pages[name].links]
faults += [f"{name} can't be reached from index.html" for name in set(pages) - reached]
for name, page in sorted(pages.items()):
    faults += [f"{name}: {fault}" for fault in page.faults]
    faults += [f"{name}: two places are called {place}" for place in set(page.names) if page.names.count(place) > 1]
    if not page.hasViewport:
        faults.append(f"{name}: no viewport, so that a telephone shows it small")
    for link in page.links:
        links += 1
        if re.match(r"\w+:", link):
            if not ELSEWHERE.match(link):
                faults.append(f"{name}: a link to {link}")
            continue
        file, _, place = link.partition("#")
        if file and not os.path.isfile(os.path.join(PLACE, file)):
            faults.append(f"{name}: {link} leads nowhere")
        elif place and unquote(place) not in pages[file or name].names:
            faults.append(f"{name}: {link} leads to no place")
for fault in sorted(faults):
    print(f"FAILED {fault}")
print(f"html: {len(pages)} pages, {links} links: {len(faults)} faults")
sys.exit(bool(faults) or len(pages) < 2 or links < 100)
