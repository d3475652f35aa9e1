import { expect, test } from 'vitest';
import { plainFileName } from './files';

test('a file name is plain, keeps its ending and fits', () => {
  expect(plainFileName('plan.pdf')).toBe('plan.pdf');
  expect(plainFileName('../../etc/passwd')).toBe('_.._etc_passwd');
  expect(plainFileName('invoice\u202efdp.exe')).toBe('invoice_fdp.exe');
  expect(plainFileName('<img src=x onerror=alert(1)>.png')).toBe('_img src=x onerror=alert(1)_.png');
  expect(plainFileName(' . ')).toBe('file');
  const long = plainFileName(`${'ü'.repeat(300)}.tar`);
  expect(long.endsWith('.tar')).toBe(true);
  expect(new TextEncoder().encode(long).length).toBeLessThanOrEqual(200);
});
