extension AttentionPage {
    /// How the page looks, on a dark and on a light ground.
    static let style = """

        :root { color-scheme: light dark; --ground: #fbfbfa; --ink: #22262e; --dim: #616875; --line: #d5d8dd;
          --accent: 24 105 190; --hot: #ffffff; --ring: #1869be; }
        @media (prefers-color-scheme: dark) {
          :root { --ground: #0e1016; --ink: #c9d1e0; --dim: #8b94a7; --line: #2a2f3c; --accent: 108 182 255;
            --hot: #0e1016; --ring: #6cb6ff; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 78rem; padding: 1.5rem; background: var(--ground); color: var(--ink);
          font: 1rem/1.5 system-ui, sans-serif; }
        h1 { font-size: 1.35rem; margin: 0; } h2 { font-size: 1.05rem; margin: 0 0 .25rem; }
        header p, footer p, .hint { color: var(--dim); margin: .15rem 0 .75rem; font-size: .9rem; }
        main { display: grid; grid-template-columns: fit-content(45%) minmax(0, 1fr); gap: 2rem; margin: 1.25rem 0; }
        main section:first-child .hint { max-width: 20rem; }
        @media (max-width: 52rem) { main { grid-template-columns: minmax(0, 1fr); } }
        #heads { display: grid; gap: 2px; justify-content: start; overflow-x: auto; padding: 3px;
          font: .75rem/1 ui-monospace, monospace; }
        #heads .label { color: var(--dim); align-self: center; text-align: right; padding-right: .35rem; }
        #heads .top { text-align: center; padding: 0; }
        #heads button { width: 1.6rem; height: 1.35rem; padding: 0; border: 1px solid var(--line); border-radius: 3px;
          background: transparent; color: inherit; font: inherit; cursor: pointer; }
        #heads button[aria-selected=true], #tokens [aria-selected=true] { outline: 2px solid var(--ring); }
        :focus-visible { outline: 3px solid var(--ring); outline-offset: 1px; }
        .controls { display: flex; gap: 1rem; align-items: center; flex-wrap: wrap; margin: .25rem 0; }
        .controls button, .controls select { font: inherit; color: inherit; background: transparent;
          border: 1px solid var(--line); border-radius: 4px; padding: .15rem .6rem; }
        option { background: var(--ground); color: var(--ink); }
        #tokens { font: 1rem/1.9 ui-monospace, 'DejaVu Sans Mono', monospace; white-space: pre-wrap;
          overflow-wrap: anywhere; border: 1px solid var(--line); border-radius: 6px; padding: .6rem .8rem;
          max-height: 55vh; overflow-y: auto; }
        #tokens span { border-radius: 3px; cursor: pointer; padding: .1em 0; }
        #tokens span.generated { text-decoration: underline; text-decoration-color: var(--line);
          text-underline-offset: .3em; }
        #tokens span.special { color: var(--dim); font-style: italic; }
        #tokens span.hot, #heads button.hot { color: var(--hot); }
        #tokens span.unseen { color: var(--dim); opacity: .65; }
        #strongest { border-collapse: collapse; margin-top: 1rem; font-size: .9rem; }
        #strongest caption { text-align: left; color: var(--dim); padding-bottom: .25rem; }
        #strongest td { padding: .05rem .8rem .05rem 0; font-family: ui-monospace, monospace; white-space: pre; }
        #strongest td.weight { text-align: right; font-variant-numeric: tabular-nums; }
        #strongest .bar { display: inline-block; height: .7em; background: rgb(var(--accent)); border-radius: 2px; }

        """
}
