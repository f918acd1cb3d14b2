extension AttentionPage {
    /// What the page does: picks a head and a token, and shows where that token looks or who looks at it.
    ///
    /// `row(layer, head, query)` is a view of the packed weights; the head after a layer's last one is their mean.
    static let script = #"""

        'use strict';
        const facts = JSON.parse(document.getElementById('facts').textContent);
        const packed = atob(document.getElementById('weights').textContent.trim());
        const weights = Uint8Array.from(packed, c => c.charCodeAt(0));
        const { tokens, special, prompt, layers, heads, words } = facts;
        const count = tokens.length, triangle = count * (count + 1) / 2;
        const state = { layer: Math.floor(layers / 2), head: 0, token: count - 1, hover: null, reverse: false, sqrt: true };
        const byId = id => document.getElementById(id);
        const visible = text => text.replace(/\r?\n/g, '↵').replace(/\t/g, '→');

        function weight(layer, head, query, key) {
          if (key > query) return 0;
          const at = query * (query + 1) / 2 + key;
          if (head < heads) return weights[(layer * heads + head) * triangle + at] / 255;
          let sum = 0;
          for (let h = 0; h < heads; h++) sum += weights[(layer * heads + h) * triangle + at];
          return sum / heads / 255;
        }
        const chosen = () => state.hover ?? state.token;
        const shown = other => state.reverse
          ? weight(state.layer, state.head, other, chosen()) : weight(state.layer, state.head, chosen(), other);
        const isSeen = other => state.reverse ? other >= chosen() : other <= chosen();
        const scaled = value => state.sqrt ? Math.sqrt(value) : value;

        function tint(element, value) {
          const alpha = scaled(value) * 0.92;
          element.style.backgroundColor = alpha > 0.012 ? `rgb(var(--accent) / ${alpha.toFixed(3)})` : '';
          element.classList.toggle('hot', alpha > 0.5);
        }

        const headButtons = [];
        const grid = byId('heads');
        grid.style.gridTemplateColumns = `auto repeat(${heads + 1}, auto)`;
        function label(text, className) {
          const span = document.createElement('span');
          span.className = className;
          span.textContent = text;
          grid.append(span);
        }
        label('', 'label');
        for (let head = 0; head < heads; head++) label(String(head + 1), 'label top');
        label('x\u0304', 'label top');
        for (let layer = 0; layer < layers; layer++) {
          label(String(layer + 1), 'label');
          for (let head = 0; head <= heads; head++) {
            const button = document.createElement('button');
            const name = head < heads ? `${words.head} ${head + 1}` : words.mean;
            button.type = 'button';
            button.setAttribute('role', 'gridcell');
            button.setAttribute('aria-label', `${words.layer} ${layer + 1}, ${name}`);
            button.title = `${words.layer} ${layer + 1} · ${name}`;
            button.addEventListener('click', () => { state.layer = layer; state.head = head; draw(); });
            headButtons.push(button);
            grid.append(button);
          }
        }
        grid.addEventListener('keydown', event => {
          const move = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
          if (!move) return;
          event.preventDefault();
          state.layer = Math.min(layers - 1, Math.max(0, state.layer + move[0]));
          state.head = Math.min(heads, Math.max(0, state.head + move[1]));
          draw();
          headButtons[state.layer * (heads + 1) + state.head].focus();
        });

        const text = byId('tokens');
        const spans = tokens.map((token, index) => {
          const span = document.createElement('span');
          const blank = token.trim() === '' && !/\n/.test(token);
          span.textContent = blank ? '·'.repeat(Math.max(1, token.length)) : token.replace(/\n/g, '↵\n');
          span.setAttribute('role', 'option');
          span.setAttribute('aria-label', `${words.token} ${index + 1}: ${visible(token)}`);
          if (index >= prompt) span.classList.add('generated');
          if (special[index]) span.classList.add('special');
          span.addEventListener('mouseenter', () => { state.hover = index; draw(); });
          span.addEventListener('click', () => { state.token = index; state.hover = null; draw(); });
          text.append(span);
          return span;
        });
        text.addEventListener('mouseleave', () => { state.hover = null; draw(); });
        text.addEventListener('keydown', event => {
          const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -10, ArrowDown: 10, Home: -count, End: count }[event.key];
          if (!step) return;
          event.preventDefault();
          state.hover = null;
          state.token = Math.min(count - 1, Math.max(0, state.token + step));
          draw();
          spans[state.token].focus();
        });
        byId('direction').addEventListener('click', () => { state.reverse = !state.reverse; draw(); });
        byId('scale').addEventListener('change', event => { state.sqrt = event.target.value === 'sqrt'; draw(); });

        function draw() {
          const now = chosen();
          const name = state.head < heads ? `${words.head} ${state.head + 1}` : words.mean;
          byId('tokens-title').textContent = `${words.layer} ${state.layer + 1} · ${name}`;
          byId('direction').textContent = state.reverse ? words.to : words.from;
          byId('direction').setAttribute('aria-pressed', String(state.reverse));
          headButtons.forEach((button, index) => {
            const layer = Math.floor(index / (heads + 1)), head = index % (heads + 1);
            const isChosen = layer === state.layer && head === state.head;
            let most = 0;
            for (let key = 1; key < now; key++) most = Math.max(most, weight(layer, head, now, key));
            tint(button, most);
            button.tabIndex = isChosen ? 0 : -1;
            button.setAttribute('aria-selected', String(isChosen));
          });
          const found = [];
          spans.forEach((span, index) => {
            const value = shown(index);
            tint(span, value);
            span.classList.toggle('unseen', !isSeen(index));
            span.setAttribute('aria-selected', String(index === now));
            span.tabIndex = index === state.token ? 0 : -1;
            span.title = `${(value * 100).toFixed(1)} %`;
            if (value > 0) found.push([value, index]);
          });
          found.sort((a, b) => b[0] - a[0]);
          const table = byId('strongest');
          table.caption.textContent =
            `${words.token} ${now + 1} “${visible(tokens[now])}” ${state.reverse ? words.to : words.from}`;
          table.tBodies[0].replaceChildren(...found.slice(0, 10).map(([value, index]) => {
            const line = document.createElement('tr');
            const cells = [`${(value * 100).toFixed(1)} %`, `${index + 1}`, visible(tokens[index]).replace(/ /g, '·')];
            cells.forEach((content, place) => {
              const cell = document.createElement('td');
              cell.textContent = content;
              if (place < 2) cell.className = 'weight';
              line.append(cell);
            });
            const bar = document.createElement('span');
            bar.className = 'bar';
            bar.style.width = `${(value * 12).toFixed(2)}rem`;
            const cell = document.createElement('td');
            cell.append(bar);
            line.append(cell);
            return line;
          }));
          if (!found.length) table.tBodies[0].insertRow().insertCell().textContent = words.none;
        }
        draw();

        """#
}
