import type { Theme } from '../meeting/view';

/** The choice of this page, if there is one; else the style sheets follow the device. */
export function markTheme(page: HTMLElement, theme: Theme): void {
  if (theme === 'device') delete page.dataset['theme'];
  else page.dataset['theme'] = theme;
}
