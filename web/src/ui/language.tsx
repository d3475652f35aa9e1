import type { JSX } from 'preact';
import { directionOf, isLanguage, language, languages, speak, words } from '../text/catalogue';

/** For the browser, for screen readers, and for the side where lines begin. */
export function markLanguage(page: HTMLElement): void {
  page.lang = language();
  page.dir = directionOf(language());
}

/** Kept nowhere: the next page asks the browser again. */
export function LanguagePicker(): JSX.Element {
  const choose = (tag: string) => {
    if (isLanguage(tag)) void speak(tag, navigator.languages);
  };
  return (
    <select
      class="language"
      data-testid="language-picker"
      aria-label={words().landing.language}
      value={language()}
      onChange={(event) => choose(event.currentTarget.value)}
    >
      {Object.entries(languages).map(([tag, name]) => (
        <option key={tag} value={tag} lang={tag}>
          {name}
        </option>
      ))}
    </select>
  );
}
