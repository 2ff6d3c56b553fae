internal import SkitterReport

/// The page that shows a running crawl: one file, with its own script and style and nothing loaded from elsewhere.
///
/// What came from the web enters it as JSON and is set as text, never as markup.
enum LivePage {
    /// The page; `nonce` lets its script and its style run, and no other.
    static func answer(nonce: String) -> LiveAnswer {
        LiveAnswer(.ok, contentType: "text/html; charset=utf-8", body: LivePage.text(nonce: nonce), nonce: nonce)
    }

    private static func text(nonce: String) -> String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex, nofollow">
        <title>skitter</title>
        <link rel="icon" href="data:,">
        <style nonce="\(nonce)">
        \(HTMLStyle.text)
        \(LivePage.style)
        </style>
        </head>
        <body>
        \(LivePage.body)
        <script nonce="\(nonce)">
        \(LiveScript.text)
        </script>
        </body>
        </html>

        """
    }

    /// What the report's style lacks.
    private static let style = """
        header{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:flex-start;justify-content:space-between}
        header>div:first-child{min-width:0;flex:1 1 20rem}
        #state{display:inline-block;padding:.05rem .55rem;border-radius:1rem;border:1px solid var(--line);
        background:var(--card);color:var(--fg);font-weight:600}
        #state.running{border-color:var(--good)}#state.paused,#state.lost{border-color:var(--warn)}
        #state.ended{border-color:var(--info)}
        .buttons{display:flex;gap:.5rem}
        button{font:inherit;padding:.4rem .9rem;min-height:2.5rem;border-radius:.4rem;border:1px solid var(--line);
        background:var(--card);color:var(--fg);cursor:pointer}
        td button{padding:.15rem .6rem;min-height:1.9rem;font-size:.9rem}td:has(button){width:1%}
        tr:has(button) td{vertical-align:middle}
        button:hover:enabled{border-color:var(--link)}button:focus-visible{outline:2px solid var(--link);outline-offset:2px}
        button:disabled{opacity:.5;cursor:default}button.sure{border-color:var(--bad);color:var(--bad);font-weight:600}
        #notice{margin:.6rem 0 0;padding:.5rem .75rem;border:1px solid var(--warn);border-radius:.5rem;overflow-wrap:anywhere}
        #notice[hidden]{display:none}
        canvas{display:block;width:100%;height:9rem;border-radius:.3rem;background:var(--card)}
        .key{display:inline-block;width:.8rem;height:.8rem;margin-right:.4rem;vertical-align:-.08rem;border-radius:.15rem}
        .examples{margin:.1rem 0 .5rem;color:var(--dim);font-size:.85rem;overflow-wrap:anywhere}
        .examples li{margin:.15rem 0}
        .none-yet{color:var(--dim);margin:.3rem 0}
        th.l,td.l{min-width:0}
        .rows{margin:0}.rows dt{display:flex;justify-content:space-between;gap:1rem}
        .rows dt span:last-child{font-variant-numeric:tabular-nums}
        .rows dd{margin:.1rem 0 .45rem;height:.5rem;background:var(--card);border-radius:.25rem;overflow:hidden}
        .rows dd i{display:block;height:100%}
        """

    private static let body = """
        <header>
        <div><h1 id="title">skitter</h1><p class="dim"><span id="state" role="status">connecting</span> <span id="line"></span></p></div>
        <div class="buttons"><button id="pause" type="button" disabled>Pause</button>
        <button id="stop" type="button" disabled>Stop</button></div>
        </header>
        <p id="notice" role="alert" hidden></p>
        <div class="cards" id="cards"></div>
        <main>
        <div class="grid">
        <section><h2>Pages a second</h2><canvas id="pages" role="img" aria-label="Pages a second"></canvas>
        <div class="axis"><span id="pages-from"></span><span id="pages-peak"></span><span>now</span></div></section>
        <section><h2>Bytes a second</h2><canvas id="bytes" role="img" aria-label="Bytes a second"></canvas>
        <div class="axis"><span id="bytes-from"></span><span id="bytes-peak"></span><span>now</span></div></section>
        <section><h2>Limited by</h2><canvas id="limits" role="img" aria-label="What the crawl waits for"></canvas>
        <div class="axis"><span id="limits-from"></span><span>now</span></div><ul class="legend" id="limits-legend"></ul></section>
        <section><h2>Latency</h2><canvas id="heat" role="img" aria-label="Answers by the time they took"></canvas>
        <div class="axis"><span id="heat-from"></span><span id="heat-range"></span><span>now</span></div>
        <p class="dim" id="percentiles"></p></section>
        <section><h2>Status</h2><dl class="rows" id="status"></dl></section>
        <section><h2>Ledger</h2><dl class="rows" id="ledger"></dl><p class="dim" id="closes"></p></section>
        </div>
        <section class="wide"><h2>Busiest hosts</h2><div class="scroll"><table><thead><tr><th class="l">host</th><th>visits</th>
        <th>failed</th><th class="w">bytes</th><th>mean</th></tr></thead><tbody id="hosts"></tbody></table></div>
        <p class="dim" id="host-count"></p></section>
        <section class="wide"><h2>Hosts that only wait</h2><div class="scroll"><table><thead><tr><th class="l">host</th>
        <th>queued</th><th>next request in</th></tr></thead><tbody id="waiting"></tbody></table></div></section>
        <section class="wide"><h2>Failures</h2><div id="failures"></div></section>
        <section class="wide"><h2>Patterns with most to do</h2><p class="dim">URLs that differ in numbers, dates, ids or the values of
        a query. One that eats the crawl can be parked: its URLs are not fetched, until it is unparked.</p><div class="scroll"><table>
        <thead><tr><th class="l">pattern</th><th>waiting</th><th class="w">fetched</th><th></th></tr></thead>
        <tbody id="patterns"></tbody></table></div></section>
        <section class="wide"><h2>Parked patterns</h2><p class="dim">Those that were not parked by hand only repeat themselves. What is
        unparked is fetched to its end, whatever it looks like.</p><div class="scroll"><table>
        <thead><tr><th class="l">pattern</th><th>URLs</th><th class="w">by</th><th></th></tr></thead>
        <tbody id="parked"></tbody></table></div></section>
        </main>
        <footer><p>Figures come once a second; docs/observability.md says what each is.</p></footer>
        """
}
