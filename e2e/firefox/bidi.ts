/**
 * A stock Firefox, spoken to by WebDriver BiDi: starts it, opens addresses, asks the page, presses keys, takes pictures. Knows
 * nothing of the product; no more of the protocol than the tests beside it need.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'undici';
import { z } from 'zod';

const startMs = 60_000;
const pollMs = 100;

const replySchema = z.object({
  id: z.number().nullish(),
  type: z.string(),
  result: z.unknown(),
  message: z.string().optional(),
});
const entrySchema = z.object({
  method: z.literal('log.entryAdded'),
  params: z.object({
    level: z.string(),
    text: z.string().nullable(),
    source: z.object({ context: z.string().optional() }),
  }),
});
const treeSchema = z.object({ contexts: z.array(z.object({ context: z.string() })) });
const evaluatedSchema = z.object({
  type: z.string(),
  result: z.object({ value: z.unknown().optional() }).loose().optional(),
  exceptionDetails: z.object({ text: z.string() }).optional(),
});

export class Firefox {
  #next = 0;
  readonly #errors: { readonly context: string | undefined; readonly text: string }[] = [];
  readonly #waiting = new Map<
    number,
    { readonly resolve: (result: unknown) => void; readonly reject: (error: Error) => void }
  >();

  private constructor(
    private readonly process: ChildProcess,
    private readonly profile: string,
    private readonly socket: WebSocket,
  ) {
    socket.addEventListener('message', ({ data }) => {
      const value: unknown = JSON.parse(String(data));
      const entry = entrySchema.safeParse(value).data?.params;
      if (entry !== undefined) {
        if (entry.level === 'error' && !wasLeft(entry.text ?? ''))
          this.#errors.push({ context: entry.source.context, text: entry.text ?? '' });
        return;
      }
      const { id, type, result, message } = replySchema.parse(value);
      const waiting = typeof id === 'number' ? this.#waiting.get(id) : undefined;
      if (waiting === undefined) return;
      this.#waiting.delete(id!);
      if (type === 'success') waiting.resolve(result);
      else waiting.reject(new Error(message ?? type));
    });
  }

  /** Throws where it does not start within a minute. */
  static async start(path: string, size: { readonly width: number; readonly height: number }): Promise<Firefox> {
    const profile = mkdtempSync(join(tmpdir(), 'longthink-firefox-'));
    const process = spawn(
      path,
      ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0', 'about:blank'],
      {
        stdio: ['ignore', 'ignore', 'pipe'],
        env: { ...globalThis.process.env, MOZ_HEADLESS_WIDTH: `${size.width}`, MOZ_HEADLESS_HEIGHT: `${size.height}` },
      },
    );
    const address = await new Promise<string>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('Firefox did not start.')), startMs);
      let said = '';
      process.stderr.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        const found = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(said)?.[1];
        if (found === undefined) return;
        clearTimeout(timer);
        resolve(found);
      });
      process.on('exit', () => reject(new Error(`Firefox ended: ${said}`)));
    });
    const socket = new WebSocket(`${address}/session`);
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve);
      socket.addEventListener('error', () => reject(new Error('Firefox does not answer.')));
    });
    const browser = new Firefox(process, profile, socket);
    await browser.send('session.new', { capabilities: {} });
    await browser.send('session.subscribe', { events: ['log.entryAdded'] });
    return browser;
  }

  /** What a page has written or thrown as errors. */
  errorsOf(context: string): readonly string[] {
    return this.#errors.flatMap((error) => (error.context === context ? [error.text] : []));
  }

  /** Every tab and window, in the order in which they were opened. */
  async contexts(): Promise<readonly string[]> {
    const { contexts } = treeSchema.parse(await this.send('browsingContext.getTree', { maxDepth: 0 }));
    return contexts.map(({ context }) => context);
  }

  async send(method: string, params: Readonly<Record<string, unknown>>): Promise<unknown> {
    const id = ++this.#next;
    this.socket.send(JSON.stringify({ id, method, params }));
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  async open(size: { readonly width: number; readonly height: number }): Promise<FirefoxPage> {
    const { context } = z
      .object({ context: z.string() })
      .parse(await this.send('browsingContext.create', { type: 'tab' }));
    await this.send('browsingContext.setViewport', { context, viewport: size });
    return new FirefoxPage(this, context);
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill('SIGTERM');
    await ended;
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

export class FirefoxPage {
  constructor(
    private readonly browser: Firefox,
    private readonly context: string,
  ) {}

  get errors(): readonly string[] {
    return this.browser.errorsOf(this.context);
  }

  /** From here on nothing of this page reaches a network; files of the disk still open. */
  async goOffline(): Promise<void> {
    await this.browser.send('emulation.setNetworkConditions', {
      networkConditions: { type: 'offline' },
      contexts: [this.context],
    });
  }

  async goto(url: string): Promise<void> {
    await this.browser.send('browsingContext.navigate', { context: this.context, url, wait: 'complete' });
  }

  /** The value of a JavaScript expression in the page, awaited: text, a number, a truth, or nothing. */
  async ask(expression: string): Promise<unknown> {
    const { type, result, exceptionDetails } = evaluatedSchema.parse(
      await this.browser.send('script.evaluate', {
        expression,
        awaitPromise: true,
        target: { context: this.context },
      }),
    );
    if (type !== 'success') throw new Error(exceptionDetails?.text ?? expression);
    return result?.value;
  }

  /** Waits until `expression` holds. Throws with `what` after `limitMs`. */
  async until(expression: string, what: string, limitMs = 120_000): Promise<void> {
    const end = Date.now() + limitMs;
    while (Date.now() < end) {
      if ((await this.ask(`Boolean(${expression})`)) === true) return;
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
    throw new Error(`Not seen in ${limitMs / 1000} s: ${what}`);
  }

  async press(key: string): Promise<void> {
    await this.type([key]);
  }

  /** One key after the other. */
  async type(keys: readonly string[]): Promise<void> {
    const actions = keys.flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]);
    await this.browser.send('input.performActions', {
      context: this.context,
      actions: [{ type: 'key', id: 'keys', actions }],
    });
  }

  /** Moves the pointer onto the first element that the selector finds. */
  async hover(selector: string): Promise<void> {
    await this.#point(found(selector), selector, []);
  }

  async click(selector: string): Promise<void> {
    await this.clickOn(found(selector), selector);
  }

  /** Clicks what the expression `element` finds, once it is seen; `what` it is, where it never is. */
  async clickOn(element: string, what: string): Promise<void> {
    await this.#point(element, what, [
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ]);
  }

  async #point(element: string, what: string, then: readonly object[]): Promise<void> {
    await this.until(`${element}?.checkVisibility()`, what);
    // Where it stands once it stands still.
    const place = await this.ask(`(async () => {
      for (let before = ''; ; ) {
        const element = ${element};
        element?.scrollIntoView({ block: 'center', behavior: 'instant' });
        const { left, top, width, height } = element?.getBoundingClientRect() ?? new DOMRect();
        const place = [left + width / 2, top + height / 2].map(Math.round).join(' ');
        if (place === before && width > 0) return place;
        before = place;
        await new Promise((resolve) => setTimeout(resolve, ${pollMs}));
      }
    })()`);
    const [x, y] = String(place).split(' ').map(Number);
    await this.browser.send('input.performActions', {
      context: this.context,
      actions: [{ type: 'pointer', id: 'mouse', actions: [{ type: 'pointerMove', x, y }, ...then] }],
    });
  }

  /** The window that `act` opens. */
  async opens(act: () => Promise<void>, limitMs = 20_000): Promise<FirefoxPage> {
    const before = await this.browser.contexts();
    await act();
    const end = Date.now() + limitMs;
    while (Date.now() < end) {
      const found = (await this.browser.contexts()).find((context) => !before.includes(context));
      if (found !== undefined) return new FirefoxPage(this.browser, found);
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
    throw new Error('No window was opened.');
  }

  async close(): Promise<void> {
    await this.browser.send('browsingContext.close', { context: this.context });
  }

  /** To no printer: what is told to the page meanwhile is what matters. */
  async print(): Promise<void> {
    await this.browser.send('browsingContext.print', { context: this.context });
  }

  /** As PNG. */
  async picture(): Promise<Buffer> {
    const { data } = z
      .object({ data: z.string() })
      .parse(await this.browser.send('browsingContext.captureScreenshot', { context: this.context }));
    return Buffer.from(data, 'base64');
  }
}

function found(selector: string): string {
  return `document.querySelector(${JSON.stringify(selector)})`;
}

/** A font was on its way when its page was left (NS_BINDING_ABORTED), which Firefox tells as an error. */
function wasLeft(text: string): boolean {
  return text.startsWith('downloadable font: download failed') && text.includes('status=2152398850');
}
