// Every page in every state of its samples (empty, longest title, 400 items, refused, harmful text):
// nothing for axe to find, not wider than the window, nothing of the text runs.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { expect, lookAt, program, test as base } from '../house.mjs';

const folder = mkdtempSync(join(tmpdir(), 'ayumi-states-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
execFileSync(program(), ['render', folder], { stdio: 'ignore' });
const pages = readdirSync(folder).filter((name) => name.endsWith('.html'));

const KINDS = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml' };

const test = base.extend({
  /** The rendered pages on this machine. */
  baseURL: [
    async ({}, use) => {
      const server = createServer((request, answer) => {
        const path = join(folder, normalize(new URL(request.url, 'http://127.0.0.1').pathname));
        if (!path.startsWith(folder) || !existsSync(path)) return answer.writeHead(404).end();
        answer.writeHead(200, { 'content-type': `${KINDS[extname(path)] ?? 'application/octet-stream'}; charset=utf-8` });
        return answer.end(readFileSync(path));
      });
      await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
      await use(`http://127.0.0.1:${server.address().port}`);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
    { scope: 'test' },
  ],
});

test('there are pages', () => expect(pages.length).toBeGreaterThan(60));

for (const name of pages) {
  test(name, async ({ page }) => {
    const dialogs = [];
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      return dialog.dismiss();
    });
    await page.goto(`/${name}`);
    await lookAt(page);
    expect(dialogs).toEqual([]);
  });
}
