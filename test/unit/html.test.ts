import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { html, joined, link, outside, renderHtml, trusted, unbroken } from '../../src/report/html.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 60 });

describe('html', () => {
  it('escapes every value, in text and in attributes', () => {
    const text = `<b a="1" c='2'>&\``;
    expect(renderHtml(html`<p title="${text}">${text}</p>`)).toBe(
      '<p title="&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;&#96;">&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;&#96;</p>',
    );
  });

  it('lets no text be markup, nor control or direction characters through', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(renderHtml(html`${text}`)).not.toMatch(/[<>"'`\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      }),
    );
  });

  it('takes pieces as they are, joins lists, leaves out what is undefined', () => {
    expect(renderHtml(html`${html`<i>${1}</i>`}${[html`<b></b>`, '<']}${undefined}`)).toBe('<i>1</i><b></b>&lt;');
    expect(renderHtml(joined([html`<i></i>`, html`<b></b>`], ' & '))).toBe('<i></i> &amp; <b></b>');
    expect(renderHtml(trusted('<hr>'))).toBe('<hr>');
  });

  it('does not take an object that only looks like a piece', () => {
    const forged = JSON.parse('{"markup":"<script>","Symbol(markup)":"<script>"}') as never;
    expect(renderHtml(html`${forged}`)).not.toContain('script');
  });
});

describe('outside', () => {
  it('isolates a text and makes its invisible characters visible', () => {
    expect(renderHtml(outside('a\u202Eb\nc'))).toBe('<bdi>a\\u202Eb\\nc</bdi>');
  });

  it('cuts what is too long, and no character in two', () => {
    expect(renderHtml(outside('abcdef', 4))).toBe('<bdi>abc…</bdi>');
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 30 }), (text, limit) => {
        const inner = renderHtml(outside(text, limit)).slice('<bdi>'.length, -'</bdi>'.length);
        const shown = inner.replace(/&(?:[a-z]+|#\d+);/g, '.');
        expect(shown.length).toBeLessThanOrEqual(limit);
        expect(shown.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe('link', () => {
  const linked = (url: string | undefined) => renderHtml(link(url, html`x`));

  it('leads to web addresses with https only', () => {
    expect(linked('https://example.com/?a="b"&c')).toBe(
      '<a href="https://example.com/?a=%22b%22&amp;c" rel="noopener noreferrer">x</a>',
    );
  });

  it.each([
    undefined,
    '',
    'x',
    'http://example.com/',
    'javascript:x',
    ' javascript:x',
    'data:text/html,x',
    'https://a:b@example.com/',
    'https://a@example.com/',
  ])('leaves %s without a link', (url) => expect(linked(url)).toBe('x'));
});

describe('unbroken', () => {
  it('keeps each moment on a line', () => {
    expect(renderHtml(unbroken('2026-11-24 to 2026-11-25'))).toBe(
      '<span class="whole">2026-11-24</span> to <span class="whole">2026-11-25</span>',
    );
  });
});
