import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paintOf, portableFamilies, xmlElement, xmlText } from './svgText';

test('texts cannot become markup', () => {
  expect(xmlText('a < b & "c" > 피어')).toBe('a &lt; b &amp; &quot;c&quot; &gt; 피어');
  expect(xmlElement('text', { x: 1.004, y: null, name: '"/><script/>' }, xmlText('<b>'))).toBe('<text x="1" name="&quot;/&gt;&lt;script/&gt;">&lt;b&gt;</text>');
});

test('whatever the text, nothing is left that XML forbids', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 0xffff })), (codes) => {
    const text = String.fromCharCode(...codes);
    expect(xmlText(text)).not.toMatch(/[<>"\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u);
  }));
  expect(xmlText('a\u0000b\ud800c')).toBe('abc');
});

test('no name can turn the direction of what stands after it', () => {
  expect(xmlText('peers \u202egnp.exe\u2066!\u2069')).toBe('peers gnp.exe!');
});

test('a colour that lets through is given as colour and opacity', () => {
  expect(paintOf('rgba(0, 103, 168, 0.5)')).toEqual({ colour: 'rgb(0,103,168)', opacity: 0.5 });
  expect(paintOf('#0067a8')).toEqual({ colour: '#0067a8', opacity: 1 });
});

test('other fonts with Hangul stand between the lab’s own and the generic one', () => {
  expect(portableFamilies("'Noto Sans KR Variable', sans-serif")).toMatch(/^'Noto Sans KR Variable', 'Noto Sans KR',.*'Malgun Gothic'.*, sans-serif$/);
});
