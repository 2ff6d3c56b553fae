/// The look of the report, and of the page that shows a running crawl: light and dark, wide and narrow, without a single thing to load.
package enum HTMLStyle {
    package static let text = """
        :root{color-scheme:light dark;--bg:#fff;--fg:#1b1f24;--dim:#5c6570;--line:#d9dee4;--card:#f5f7f9;--link:#0b5cad;
        --good:#2b8a4b;--info:#2f6fbb;--warn:#b87503;--bad:#c0342b;--none:#7a5ea8;--grey:#8a939d;--teal:#1b8a8f;
        --rust:#8d5a2b;--olive:#77831d;--pink:#c2528b;--ink:#3c434b}
        @media(prefers-color-scheme:dark){:root{--bg:#14171b;--fg:#e4e8ec;--dim:#9aa4af;--line:#313840;--card:#1c2127;
        --link:#7db6f0;--good:#4cb86f;--info:#5f9de6;--warn:#dba03a;--bad:#ec6a5e;--none:#a98ddb;--grey:#7f8993;--teal:#45b8bd;
        --rust:#b9814c;--olive:#b5c04f;--pink:#e084b1;--ink:#c3ccd6}}
        *{box-sizing:border-box}
        body{margin:0 auto;padding:1.5rem 1rem 3rem;max-width:76rem;background:var(--bg);color:var(--fg);
        font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
        h1{font-size:1.5rem;line-height:1.25;margin:0 0 .25rem;overflow-wrap:anywhere}
        h2{font-size:1.05rem;margin:0 0 .6rem}
        p{margin:.3rem 0}
        a{color:var(--link);text-decoration:none;overflow-wrap:anywhere}
        a:hover{text-decoration:underline}
        .dim{color:var(--dim)}
        .cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:.6rem;margin:1rem 0 1.4rem}
        .card{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.55rem .75rem}
        .card b{display:block;font-size:1.3rem;line-height:1.3;font-variant-numeric:tabular-nums}
        .card span{color:var(--dim);font-size:.85rem}
        .grid{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,28rem),1fr));gap:1.1rem;align-items:start}
        section{border:1px solid var(--line);border-radius:.5rem;padding:.9rem 1rem;min-width:0}
        section.wide{margin-top:1.1rem}
        .chart{display:block;width:100%;height:8rem;background:var(--card);border-radius:.3rem}
        .axis{display:flex;justify-content:space-between;color:var(--dim);font-size:.8rem;
        font-variant-numeric:tabular-nums}
        .scroll{overflow-x:auto}
        table{border-collapse:collapse;width:100%;font-size:.9rem}
        th,td{text-align:right;padding:.22rem .5rem;border-bottom:1px solid var(--line);vertical-align:top;
        font-variant-numeric:tabular-nums;white-space:nowrap}
        th{color:var(--dim);font-weight:600}
        th.l,td.l{text-align:left;white-space:normal;overflow-wrap:anywhere;min-width:5.5rem}
        table.even{table-layout:fixed}table.even th.s{width:20%}table.even td{white-space:normal}
        td.h{width:22%;min-width:4rem}
        tr:last-child td{border-bottom:0}
        td.b{width:38%;min-width:5rem;padding-right:0}
        .bar{display:block;width:100%;height:.8rem;margin-top:.3rem}
        ul{margin:.2rem 0;padding-left:1.1rem}
        .legend{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;list-style:none;padding:0;margin:.6rem 0 0;font-size:.9rem}
        .legend svg{width:.8rem;height:.8rem;margin-right:.4rem;vertical-align:-.08rem}
        code{font:.85rem ui-monospace,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}
        .good{fill:var(--good)}.info{fill:var(--info)}.warn{fill:var(--warn)}.bad{fill:var(--bad)}
        .none{fill:var(--none)}.grey{fill:var(--grey)}.teal{fill:var(--teal)}
        .rust{fill:var(--rust)}.olive{fill:var(--olive)}.pink{fill:var(--pink)}.ink{fill:var(--ink)}rect.card,path.card{fill:var(--card)}
        footer{margin-top:1.6rem;color:var(--dim);font-size:.85rem}
        @media(max-width:40rem){body{padding:1rem .7rem 2rem;font-size:14px}.w{display:none}section{padding:.75rem .7rem}
        th,td{padding:.2rem .3rem}th.l,td.l{min-width:3.6rem}.card b{font-size:1.1rem}}
        @media print{section{break-inside:avoid}}
        """
}
