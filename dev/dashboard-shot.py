#!/usr/bin/env python3
"""Pictures of a page as Chromium shows it: dashboard-shot.py URL FILE.png [--width N] [--height N] [--dark] [--wait S] [--click CSS].

Chromium's own --screenshot comes before the first event of a stream, or after its last; so this asks it over its debugging
pipe. Python's own library is all that is needed.
"""
import argparse, base64, json, os, subprocess, sys, tempfile, time

parser = argparse.ArgumentParser()
parser.add_argument("url")
parser.add_argument("file")
parser.add_argument("--width", type=int, default=1280)
parser.add_argument("--height", type=int, default=0, help="0: the whole page")
parser.add_argument("--dark", action="store_true")
parser.add_argument("--wait", type=float, default=5)
parser.add_argument("--click", help="what is clicked before the picture, three seconds before it")
options = parser.parse_args()

to_read, to_write = os.pipe()
from_read, from_write = os.pipe()


def pipes():
    # Chromium reads commands from descriptor 3 and writes answers to 4; the ends may lie on each other's numbers.
    commands, answers = os.dup(to_read), os.dup(from_write)
    high_commands, high_answers = os.dup2(commands, 60), os.dup2(answers, 61)
    os.dup2(high_commands, 3)
    os.dup2(high_answers, 4)


with tempfile.TemporaryDirectory() as profile:
    browser = subprocess.Popen(
        [os.environ.get("CHROMIUM", "chromium"), "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
         "--remote-debugging-pipe", "--user-data-dir=" + profile, "about:blank"],
        preexec_fn=pipes, close_fds=False, stderr=subprocess.DEVNULL)
    os.close(to_read)
    os.close(from_write)
    number, buffer, errors = 0, b"", []

    def messages():
        global buffer
        while True:
            while b"\0" not in buffer:
                piece = os.read(from_read, 1 << 20)
                if not piece:
                    sys.exit("dashboard-shot: Chromium has ended")
                buffer += piece
            text, buffer = buffer.split(b"\0", 1)
            yield json.loads(text)

    incoming = messages()

    def ask(method, session=None, **parameters):
        global number
        number += 1
        message = {"id": number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(to_write, json.dumps(message).encode() + b"\0")
        for answer in incoming:
            if answer.get("method") in ("Runtime.exceptionThrown", "Log.entryAdded"):
                errors.append(json.dumps(answer["params"])[:400])
            if answer.get("id") == number:
                if "error" in answer:
                    sys.exit("dashboard-shot: %s: %s" % (method, answer["error"]))
                return answer["result"]

    target = ask("Target.createTarget", url="about:blank")["targetId"]
    session = ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
    ask("Runtime.enable", session)
    ask("Log.enable", session)
    ask("Page.enable", session)
    ask("Emulation.setEmulatedMedia", session,
        features=[{"name": "prefers-color-scheme", "value": "dark" if options.dark else "light"}])
    size = dict(width=options.width, height=options.height or 900, deviceScaleFactor=1, mobile=options.width < 600)
    ask("Emulation.setDeviceMetricsOverride", session, **size)
    ask("Page.navigate", session, url=options.url)
    time.sleep(options.wait)
    if options.click:
        found = ask("Runtime.evaluate", session, returnByValue=True, expression="""
            (it => { if (it) it.click(); return Boolean(it); })(document.querySelector(%s))""" % json.dumps(options.click))
        if not found["result"]["value"]:
            errors.append("nothing to click: " + options.click)
        time.sleep(3)
    # What is wider than the window would be cut, or scroll sideways.
    wide = ask("Runtime.evaluate", session, returnByValue=True, expression="""
        JSON.stringify({scroll: document.documentElement.scrollWidth, window: innerWidth,
          wide: [...document.querySelectorAll("body *")].filter(e => !e.closest(".scroll, canvas")
            && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.tagName + "#" + e.id).slice(0, 5)})""")
    if not options.height:
        content = ask("Page.getLayoutMetrics", session)["cssContentSize"]
        size["height"] = int(content["height"])
        ask("Emulation.setDeviceMetricsOverride", session, **size)
        time.sleep(1.2)
    picture = ask("Page.captureScreenshot", session, format="png")["data"]
    with open(options.file, "wb") as file:
        file.write(base64.b64decode(picture))
    ask("Browser.close")
    browser.wait(10)

print(wide["result"]["value"])
for error in errors:
    print("the page says: " + error)
measured = json.loads(wide["result"]["value"])
sys.exit(1 if errors or measured["wide"] or measured["scroll"] > measured["window"] else 0)
