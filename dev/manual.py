#!/usr/bin/env python3
"""Writes the manual pages of skitter from what its own parser tells of it.

    dev/manual.py .build/release/skitter FOLDER

man1/skitter.1, a page for each command and for what is installed beside it; man5/skitter.yaml.5 for the options that may stand in a file.
"""
import json
import os
import re
import subprocess
import sys
import time

program, folder = sys.argv[1], sys.argv[2]
dump = json.loads(subprocess.run([program, "--experimental-dump-help"], check=True, capture_output=True).stdout)
root = dump["command"]
version = subprocess.run([program, "--version"], check=True, capture_output=True, text=True).stdout.strip()
date = time.strftime("%Y-%m-%d", time.gmtime(int(os.environ.get("SOURCE_DATE_EPOCH", time.time()))))


def text(words):
    """Words as roff takes them: no letter of them is a request."""
    words = words.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("^", "\\(ha").replace("~", "\\(ti")
    return words.replace("…", "...").replace("`", "\\(ga")


def lines(words):
    """Whole lines: one may not begin as a request does."""
    for line in words.split("\n"):
        yield "\\&" + text(line) if line.startswith((".", "'")) else text(line)


def paragraphs(words):
    """Text, and its indented lines as they stand."""
    out, stands = [], False
    for line in lines(words):
        if line.startswith(" ") != stands:
            stands = not stands
            out.append(".nf" if stands else ".fi")
        out.append(line if line.strip() else ".PP")
    return out + ([".fi"] if stands else [])


def shown(names):
    return ", ".join("\\fB" + text(("--" if n["kind"] == "long" else "-") + n["name"]) + "\\fR" for n in names)


def value(argument):
    name = argument.get("valueName") or "value"
    return "\\fI" + text(name) + "\\fR"


def default(argument):
    found = argument.get("defaultValue")
    return f" (default: {found})" if found and argument["kind"] == "option" else ""


def choices(argument):
    values = argument.get("allValues")
    return f" One of {', '.join(values)}." if values else ""


def help_of(argument):
    return (argument.get("abstract") or "") + default(argument) + choices(argument)


def options(arguments):
    out, section = [], None
    for argument in arguments:
        if not argument["shouldDisplay"]:
            continue
        title = argument.get("sectionTitle")
        if title != section:
            section = title
            if title:
                out.append(f'.SS "{text(title)}"')
        out.append(".TP")
        if argument["kind"] == "positional":
            out.append(value(argument) + (" ..." if argument["isRepeating"] else ""))
        else:
            out.append(shown(argument["names"]) + (" " + value(argument) if argument["kind"] == "option" else ""))
        out += list(lines(help_of(argument) or "."))
    return out


def synopsis(path, command):
    words = ["\\fB" + text(" ".join(path)) + "\\fR"]
    if shown_commands(command):
        return " ".join(words + ["\\fIcommand\\fR"])
    arguments = [a for a in command.get("arguments", []) if a["shouldDisplay"]]
    if any(a["kind"] != "positional" for a in arguments):
        words.append("[\\fIoptions\\fR]")
    for a in arguments:
        if a["kind"] == "positional":
            word = value(a) + (" ..." if a["isRepeating"] else "")
            words.append(f"[{word}]" if a["isOptional"] else word)
    return " ".join(words)


def shown_commands(command):
    return [c for c in command.get("subcommands", []) if c["shouldDisplay"] and c["commandName"] != "help"]


def write(name, section, out):
    directory = os.path.join(folder, f"man{section}")
    os.makedirs(directory, exist_ok=True)
    with open(os.path.join(directory, f"{name}.{section}"), "w", encoding="ascii") as file:
        file.write("\n".join(out) + "\n")


def head(name, section, abstract):
    abstract = re.sub(r"\.$", "", abstract)
    return [
        f'.TH "{text(name.upper())}" {section} "{date}" "skitter {text(version)}" "Skitter"', ".SH NAME",
        f"{text(name)} \\- {text(abstract)}",
    ]


def page(path, command):
    name = "-".join(path)
    out = head(name, 1, command.get("abstract") or "")
    out += [".SH SYNOPSIS", synopsis(path, command)]
    if command.get("discussion"):
        out += [".SH DESCRIPTION"] + paragraphs(command["discussion"])
    below = shown_commands(command)
    if below:
        out.append(".SH COMMANDS")
        for child in below:
            out += [".TP", f"\\fB{text(name + '-' + child['commandName'])}\\fR(1)"]
            out += list(lines(child.get("abstract") or ""))
    out += [".SH OPTIONS"] + options(command.get("arguments", []))
    if path == ["skitter"] or path == ["skitter", "crawl"]:
        out += [
            ".SH FILES", ".TP", "\\fIskitter.yaml\\fR", "Options of a crawl, in the working directory: see",
            ".BR skitter.yaml (5).", ".SH ENVIRONMENT", ".TP", "\\fBSKITTER_\\fR\\fIOPTION\\fR",
            "An option of a crawl: SKITTER_MAX_PAGES for \\fB\\-\\-max\\-pages\\fR.", ".TP", "\\fBSKITTER_CONFIG\\fR",
            "Another file than skitter.yaml.", ".TP", "\\fBSKITTER_FRONTIER\\fR",
            "The servers of a shared frontier, where \\fB\\-\\-crawl\\fR names a crawl there.", ".TP",
            "\\fBSKITTER_WORKER\\fR", "Where skitter\\-fetch\\-worker is, if not beside skitter.",
        ]
    others = [path[:-1]] if len(path) > 1 else []
    if path == ["skitter", "crawl"]:
        others += [["skitter", "stats"], ["skitter", "config"]]
    if others:
        names = [f".BR {text('-'.join(other))} (1)" for other in others]
        if path == ["skitter", "crawl"]:
            names.append(".BR skitter.yaml (5)")
        out += [".SH SEE ALSO"] + [n + ("," if i + 1 < len(names) else "") for i, n in enumerate(names)]
    write(name, 1, out)
    for child in below:
        page(path + [child["commandName"]], child)


def recrawl_page():
    name = "skitter-recrawl"
    out = head(name, 1, "crawls again, and tells what has changed")
    out += [
        ".SH SYNOPSIS", "\\fBskitter\\-recrawl\\fR [\\fIfolder\\fR]", ".SH DESCRIPTION",
        "Crawls by the skitter.yaml in the folder (or the one that SKITTER_CONFIG names) into folder/crawls, asking only for what has",
        "changed since the crawl before, and hands what", ".BR skitter\\-diff (1)", "tells of the two to a hook, where they differ.",
        "A crawl that was interrupted goes on.", ".SH ENVIRONMENT", ".TP", "\\fBRECRAWL_HOOK\\fR",
        "A shell command; it has the differences on standard input, and the two directories as $1 and $2.", ".TP",
        "\\fBRECRAWL_DIFF\\fR", "Options of skitter diff.", ".TP", "\\fBRECRAWL_KEEP\\fR",
        "How many crawls to keep; all where it is 0, as it is by default.", ".SH EXIT STATUS",
        "That of the command that failed; 0 where the crawl came to its end, by a budget too.", ".SH SEE ALSO",
        ".BR skitter\\-crawl (1),", ".BR skitter\\-diff (1),", ".BR skitter.yaml (5)",
    ]
    write(name, 1, out)


def file_page(crawl):
    kept = {"resume", "config", "help", "version"}
    out = head("skitter.yaml", 5, "options of skitter crawl")
    out += [
        ".SH DESCRIPTION",
        "A YAML mapping of options, by their long names, in the directory in which",
        ".BR skitter\\-crawl (1)", "is called. The environment wins over it, and the command line over both.",
        "An option that may be repeated has a list; a flag is true or false; values are written as on the command line.",
        "\\fBskitter config check\\fR names what is wrong with a file, \\fBskitter config show\\fR tells what is in force.",
        ".SH EXAMPLE", ".nf", "seeds: [https://example.org/]", "max\\-pages: 5000", "delay: 2s", "hosts:",
        "  docs.example.org: {delay: 10s, per\\-host: 1}", ".fi", ".SH KEYS", ".TP", "\\fBseeds\\fR (list)",
        "The URLs to begin with.", ".TP", "\\fBhosts\\fR (mapping)",
        "For each host its delay and per\\-host, where they are not those of all others.",
    ]
    flags = {a["preferredName"]["name"] for a in crawl["arguments"] if a["kind"] == "flag"}
    for argument in crawl["arguments"]:
        if argument["kind"] == "positional" or not argument["shouldDisplay"]:
            continue
        key = argument["preferredName"]["name"]
        if key in kept or (key.startswith("no-") and key[3:] in flags):
            continue
        kind = "true or false" if argument["kind"] == "flag" else "list" if argument["isRepeating"] else ""
        out += [".TP", f"\\fB{text(key)}\\fR" + (f" ({kind})" if kind else f" {value(argument)}")]
        out += list(lines(help_of(argument) or "."))
    out += [".SH SEE ALSO", ".BR skitter\\-crawl (1),", ".BR skitter\\-config (1)"]
    write("skitter.yaml", 5, out)


def worker_page():
    name = "skitter-fetch-worker"
    out = head(name, 1, "fetches pages for skitter by URLSession")
    out += [
        ".SH DESCRIPTION", "Started by", ".BR skitter (1)", "for \\fB\\-\\-transport urlsession\\fR and for \\fBskitter bench\\fR;",
        "it is of no use by itself. It is found beside skitter, or where SKITTER_WORKER says.", ".SH SEE ALSO",
        ".BR skitter\\-crawl (1)",
    ]
    write(name, 1, out)


page(["skitter"], root)
worker_page()
recrawl_page()
file_page(next(c for c in root["subcommands"] if c["commandName"] == "crawl"))
