import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const ADDRESS = 'https://report.example/access.html';

/** What a page did that a report must not do. */
export interface Watched {
  readonly page: Page;
  /** Addresses that it asked for beside itself: none is answered. */
  readonly requests: string[];
  /** What the browser wrote to its console, also breaches of the page's own policy. */
  readonly messages: string[];
  readonly dialogs: string[];
}

/** The system's own Chromium. @throws Error that says how to install it: such a test is never skipped in silence. */
export async function startChromium(): Promise<Browser> {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = [
    process.env.CHROMIUM_PATH,
    ...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))),
  ].find((path) => path !== undefined && isProgram(path));
  if (found === undefined) {
    throw new Error(
      'No Chromium is on this machine: install it (Debian: apt-get install chromium), or set CHROMIUM_PATH to that of a Chromium or Chrome.',
    );
  }
  // Chromium refuses its sandbox to root, which tests in containers are.
  return chromium.launch({ executablePath: found, chromiumSandbox: process.getuid?.() !== 0 });
}

/** Opens HTML under an address that only exists in the browser, and watches it. Close its context afterwards. */
export async function openPage(browser: Browser, html: string, options: BrowserContextOptions = {}): Promise<Watched> {
  const context = await browser.newContext({ viewport: { width: 1024, height: 768 }, ...options });
  const watched = { requests: [] as string[], messages: [] as string[], dialogs: [] as string[] };
  await context.route('**/*', async (route) => {
    if (route.request().url() === ADDRESS && route.request().isNavigationRequest()) {
      await route.fulfill({ contentType: 'text/html; charset=utf-8', body: html });
      return;
    }
    watched.requests.push(route.request().url());
    await route.abort();
  });
  const page = await context.newPage();
  page.on('console', (message) => watched.messages.push(message.text()));
  page.on('pageerror', (error) => watched.messages.push(error.message));
  page.on('dialog', async (dialog) => {
    watched.dialogs.push(dialog.message());
    await dialog.dismiss();
  });
  await page.goto(ADDRESS);
  return { page, ...watched };
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
