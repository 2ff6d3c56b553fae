internal import SkitterCore
internal import SkitterReport

/// The script of the page. It sets texts and draws; it never makes markup of what it is told.
enum LiveScript {
    /// What limits a crawl, in the order in which it is drawn, and the class that colours each.
    private static let colours = Limiter.allCases
        .map { "\"\($0.rawValue)\": \"\(HTMLReport.colourName(of: $0))\"" }.joined(separator: ", ")

    static let text = #"""
        "use strict";
        const $ = id => document.getElementById(id);
        const colours = {\#(colours)};
        const order = Object.keys(colours);
        const most = 240, least = 60;
        const history = {limits: [], heat: [], powers: null};
        let view = null, isSure = false, isOver = false;

        const colour = name => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
        const grouped = n => n === null ? "-" : String(n).replace(/\B(?=(\d{3})+(?!\d))/g, "\u2009");
        const rate = n => n < 10 ? n.toFixed(1) : grouped(Math.round(n));
        const size = n => {
          if (n === null) return "-";
          let unit = 0;
          while (n >= 1000 && unit < 4) { n /= 1024; unit += 1; }
          return (unit && n < 10 ? n.toFixed(1) : Math.round(n)) + " " + ["B", "KB", "MB", "GB", "TB"][unit];
        };
        const milliseconds = n => n === null ? "-" : n < 10 ? n.toFixed(1) + " ms" : n < 1000 ? Math.round(n) + " ms"
          : (n / 1000).toFixed(1) + " s";
        const clock = s => {
          s = Math.floor(s);
          const two = n => String(n).padStart(2, "0");
          return two(Math.floor(s / 3600)) + ":" + two(Math.floor(s / 60) % 60) + ":" + two(s % 60);
        };
        const span = s => s === null ? "-" : s < 120 ? Math.ceil(s) + " s" : s < 3600 ? Math.ceil(s / 60) + " min"
          : s < 172800 ? (s / 3600).toFixed(1) + " h" : Math.round(s / 86400) + " d";

        function element(name, text, className) {
          const made = document.createElement(name);
          if (text !== undefined) made.textContent = text;
          if (className) made.className = className;
          return made;
        }
        function fill(id, children, empty) {
          $(id).replaceChildren(...(children.length || !empty ? children : [element("p", empty, "none-yet")]));
        }

        function canvas(id) {
          const it = $(id), scale = window.devicePixelRatio || 1;
          const width = it.clientWidth, height = it.clientHeight;
          it.width = Math.max(1, Math.round(width * scale));
          it.height = Math.max(1, Math.round(height * scale));
          const pen = it.getContext("2d");
          pen.scale(scale, scale);
          return {pen, width, height};
        }
        // A crawl of a minute or less has the width of a minute, then charts grow narrower until they hold four.
        const columns = list => Math.min(most, Math.max(least, list.length));
        function bars(id, series) {
          const {pen, width, height} = canvas(id), step = width / columns(series[0].values);
          const greatest = Math.max(1e-9, ...series[0].values);
          for (const {values, name} of series) {
            pen.fillStyle = colour(name);
            values.forEach((value, index) => {
              if (!value) return;
              const tall = Math.max(1, value / greatest * (height - 4));
              pen.fillRect(width - (values.length - index) * step, height - tall, Math.max(1, step - .5), tall);
            });
          }
        }
        function drawThroughput() {
          const t = view.throughput, seconds = t.bucket_s;
          const perSecond = list => list.map(n => n / seconds);
          const pages = perSecond(t.visits), bytes = perSecond(t.bytes);
          bars("pages", [{values: pages, name: "info"}, {values: perSecond(t.failed), name: "bad"}]);
          bars("bytes", [{values: bytes, name: "teal"}]);
          const from = "-" + span(columns(pages) * seconds);
          $("pages-from").textContent = $("bytes-from").textContent = from;
          $("pages-peak").textContent = "peak " + rate(Math.max(0, ...pages)) + "/s, failed in red";
          $("bytes-peak").textContent = "peak " + size(Math.max(0, ...bytes)) + "/s";
        }
        function drawLimits() {
          const {pen, width, height} = canvas("limits"), step = width / columns(history.limits);
          history.limits.forEach((shares, index) => {
            const left = width - (history.limits.length - index) * step;
            let top = height;
            for (const name of order) {
              const tall = (shares[name] || 0) * height;
              if (!tall) continue;
              pen.fillStyle = colour(colours[name]);
              pen.fillRect(left, top - tall, step + .5, tall);
              top -= tall;
            }
          });
          $("limits-from").textContent = "-" + span(columns(history.limits));
          const words = Object.entries(view.limited_by).filter(([, share]) => share >= .005);
          $("limits-legend").replaceChildren(...words.map(([name, share]) => {
            const item = element("li"), key = element("span", "", "key");
            key.style.background = "var(--" + (colours[name] || "grey") + ")";
            item.append(key, name + " " + Math.round(share * 100) + "%");
            return item;
          }));
        }
        const powerName = power => milliseconds(2 ** power / 1000);
        function drawHeat() {
          const {pen, width, height} = canvas("heat"), step = width / columns(history.heat);
          let low = 40, high = 0, greatest = 1;
          for (const column of history.heat) column.forEach((count, power) => {
            if (!count) return;
            low = Math.min(low, power); high = Math.max(high, power); greatest = Math.max(greatest, count);
          });
          $("heat-from").textContent = "-" + span(columns(history.heat));
          const all = view.latency;
          $("percentiles").textContent = all.p50_ms === null ? "no answer yet"
            : "of all: median " + milliseconds(all.p50_ms) + ", p90 " + milliseconds(all.p90_ms) + ", p99 " + milliseconds(all.p99_ms);
          if (low > high) { $("heat-range").textContent = ""; return; }
          const rows = high - low + 1, tall = height / rows;
          pen.fillStyle = colour("info");
          history.heat.forEach((column, index) => column.forEach((count, power) => {
            if (!count) return;
            pen.globalAlpha = .15 + .85 * Math.log1p(count) / Math.log1p(greatest);
            pen.fillRect(width - (history.heat.length - index) * step, height - (power - low + 1) * tall,
              step + .5, Math.max(1, tall - 1));
          }));
          pen.globalAlpha = 1;
          $("heat-range").textContent = "bottom " + powerName(low) + ", top " + powerName(high + 1);
        }

        function rows(id, list) {
          const whole = Math.max(1, ...list.map(row => row.count));
          const children = [];
          for (const {name, count, tone} of list) {
            const head = element("dt"), track = element("dd"), bar = element("i");
            head.append(element("span", name), element("span", grouped(count)));
            bar.style.width = count / whole * 100 + "%";
            bar.style.background = "var(--" + tone + ")";
            track.append(bar);
            children.push(head, track);
          }
          $(id).replaceChildren(...children);
        }
        function table(id, list, cells, empty, span) {
          const made = list.map(item => {
            const row = element("tr");
            row.append(...cells(item));
            return row;
          });
          if (!made.length) {
            const row = element("tr"), cell = element("td", empty, "l dim");
            cell.colSpan = span;
            row.append(cell);
            made.push(row);
          }
          $(id).replaceChildren(...made);
        }
        // Rows stay while their patterns do: a button that is replaced between press and release is never clicked.
        const kept = {patterns: new Map(), parked: new Map()};
        function patterns(id, list, action, texts, span) {
          const rows = kept[id], named = new Set(list.map(item => item.pattern));
          for (const pattern of rows.keys()) if (!named.has(pattern)) rows.delete(pattern);
          if (!list.length) { table(id, [], null, "none", span); return; }
          const wanted = list.map(item => {
            let row = rows.get(item.pattern);
            if (!row) {
              row = element("tr");
              const button = element("button", action), last = element("td");
              button.type = "button";
              button.setAttribute("aria-label", action + " " + item.pattern);
              button.addEventListener("click", () => {
                button.disabled = true;
                send(action.toLowerCase(), item.pattern).then(isSent => { if (!isSent) button.disabled = false; });
              });
              last.append(button);
              row.append(cell(item.pattern, "l"), ...texts(item).map(([, className]) => cell("", className)), last);
              rows.set(item.pattern, row);
            }
            texts(item).forEach(([text], index) => { row.children[index + 1].textContent = text; });
            if (view.state === "ended") row.lastChild.firstChild.disabled = true;
            return row;
          });
          const shown = [...$(id).children];
          if (shown.length !== wanted.length || shown.some((row, index) => row !== wanted[index]))
            $(id).replaceChildren(...wanted);
        }
        const cell = (text, className) => element("td", text, className);

        function show() {
          const v = view;
          document.title = (v.state === "running" ? rate(v.visits_per_s) + "/s" : v.state) + " \u2013 skitter";
          $("title").textContent = v.title;
          $("state").textContent = v.state;
          $("state").className = v.state;
          $("line").textContent = clock(v.elapsed_s) + (v.exit ? ": " + v.exit.cause + " (exit " + v.exit.code + ")" : "");
          const cards = [[rate(v.visits_per_s), "pages a second"], [size(v.bytes_per_s), "a second"],
            [grouped(v.totals.visits), "visits"], [grouped(v.queue), "in the queue"], [grouped(v.in_flight), "in flight"],
            [grouped(v.totals.failed), "failed"], [grouped(v.open_hosts), "hosts with work"], [size(v.totals.bytes), "of body"],
            [size(v.resident_bytes), "of memory"], [v.least_left_s === null ? "-" : "\u2265 " + span(v.least_left_s), "left"]];
          $("cards").replaceChildren(...cards.map(([figure, words]) => {
            const card = element("div", undefined, "card");
            card.append(element("b", figure), element("span", words));
            return card;
          }));
          drawThroughput(); drawLimits(); drawHeat();
          const tones = {"2xx": "good", "3xx": "info", "4xx": "warn", "5xx": "bad", other: "grey", none: "none"};
          rows("status", Object.entries(v.status).filter(([name, count]) => count || /xx/.test(name))
            .map(([name, count]) => ({name: name === "none" ? "no answer" : name, count, tone: tones[name]})));
          const l = v.ledger, sum = object => Object.values(object).reduce((a, b) => a + b, 0);
          rows("ledger", [["pending", l.pending, "grey"], ["in flight", l.leased, "info"], ["fetched", l.fetched, "good"],
            ["redirected", l.redirected, "teal"], ["failed", sum(l.failed), "bad"], ["skipped", sum(l.skipped), "none"],
            ["parked", l.parked, "rust"]].map(([name, count, tone]) => ({name, count, tone})));
          $("closes").textContent = grouped(l.discovered) + " discovered: the ledger "
            + (l.closes ? "closes" : "DOES NOT CLOSE");
          table("hosts", v.hosts, host => [cell(host.host, "l"), cell(grouped(host.visits)), cell(grouped(host.failed)),
            cell(size(host.bytes), "w"), cell(milliseconds(host.mean_ms))], "none yet", 5);
          $("host-count").textContent = v.host_count > v.hosts.length
            ? "and " + grouped(v.host_count - v.hosts.length) + " more" : "";
          table("waiting", v.waiting, host => [cell(host.host, "l"), cell(grouped(host.queued)), cell(span(host.in_s))],
            "none", 3);
          fill("failures", v.failures.flatMap(group => {
            const list = element("ul", undefined, "examples");
            list.append(...group.examples.map(example =>
              element("li", example.url + (example.message ? ": " + example.message : ""))));
            return [element("div", group.class + " \u00d7 " + grouped(group.count)), list];
          }), "none");
          patterns("patterns", v.patterns, "Park", item => [
            [(item.estimate ? "\u2248 " : "") + grouped(item.waiting)], [grouped(item.visited), "w"]], 4);
          patterns("parked", v.parked, "Unpark", item => [
            [grouped(item.urls)], [item.by === "user" ? "hand" : "rule", "w"]], 4);
          $("pause").textContent = v.state === "paused" ? "Resume" : "Pause";
          $("pause").disabled = $("stop").disabled = v.state === "ended";
          if (v.stall) notice(v.stall);
        }
        function notice(text) {
          $("notice").textContent = text;
          $("notice").hidden = !text;
        }
        function took(next) {
          view = next;
          history.limits.push(next.limited_by);
          const powers = next.latency.powers;
          history.heat.push(powers.map((count, power) => history.powers ? count - (history.powers[power] || 0) : 0));
          history.powers = powers;
          for (const list of [history.limits, history.heat]) if (list.length > most) list.shift();
          show();
        }

        async function send(action, pattern) {
          const query = new URLSearchParams(location.search);
          if (pattern !== undefined) query.set("pattern", pattern);
          // A space is %20 in a path and a query alike; a plus may be one itself.
          const text = query.toString().replace(/\+/g, "%20");
          try {
            const answer = await fetch("/" + action + (text ? "?" + text : ""), {method: "POST"});
            notice(answer.ok ? "" : action + " was refused: " + answer.status);
            return answer.ok;
          } catch { notice(action + " could not be sent"); }
          return false;
        }
        $("pause").addEventListener("click", () => send(view && view.state === "paused" ? "resume" : "pause"));
        $("stop").addEventListener("click", () => {
          if (isSure) { send("stop"); }
          isSure = !isSure;
          $("stop").textContent = isSure ? "Really stop?" : "Stop";
          $("stop").className = isSure ? "sure" : "";
        });

        const events = new EventSource("/events" + location.search);
        events.onmessage = event => {
          took(JSON.parse(event.data));
          if (view.state === "ended") { isOver = true; events.close(); }
        };
        events.onerror = () => {
          if (isOver) return;
          $("state").textContent = "connection lost";
          $("state").className = "lost";
        };
        matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => view && show());
        addEventListener("resize", () => view && show());
        """#
}
