import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A website of somebody else, on an address of its own, which writes down what its policy forbade. */
export class ForeignSite {
  readonly violations: string[] = [];
  readonly #server: Server;
  #page: { html: string; headers: Record<string, string> } = { html: '', headers: {} };

  private constructor() {
    this.#server = createServer((req, res) => {
      if (req.url === '/csp') {
        req.on('data', (part) => this.violations.push(String(part)));
        req.on('end', () => res.end());
        return;
      }
      res.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...this.#page.headers });
      res.end(this.#page.html);
    });
  }

  static async start(): Promise<ForeignSite> {
    const site = new ForeignSite();
    await new Promise<void>((listening) => site.#server.listen(0, '127.0.0.1', listening));
    return site;
  }

  get url(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}/`;
  }

  /** Its page from now on, under this policy and what other headers it has. */
  shows(body: string, policy: string, headers: Record<string, string> = {}): void {
    this.violations.length = 0;
    this.#page = {
      html: `<!doctype html><html lang="en"><meta charset="utf-8"><title>A site</title><body>${body}</body></html>`,
      headers: { ...headers, 'content-security-policy': `${policy}; report-uri /csp` },
    };
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((closed) => this.#server.close(() => closed()));
  }
}
