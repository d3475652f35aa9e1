import type { Surface } from '../../meeting/share';
import type { Area } from '../area';

const things: Readonly<Record<Surface, string>> = {
  tab: 'einen Tab',
  window: 'ein Fenster',
  screen: 'deinen ganzen Bildschirm',
  unknown: 'was du gewählt hast',
};

export const share: Area<'share'> = {
  share: 'Zeigen',
  stopSharing: 'Nicht mehr zeigen',
  notAllowed: 'Zeigen ist aus',
  isSharing: (name) => `${name} zeigt etwas`,
  sharing: (surface, label) => `Du zeigst ${label === '' ? things[surface] : label}`,
  about: (surface, label) => `Gleich zeigst du ${label === '' ? things[surface] : label}`,
  advice: {
    tab: 'Ein Tab. Was du darin öffnest, wird ebenfalls gesehen.',
    window: 'Ein Fenster. Was du darin öffnest, wird ebenfalls gesehen.',
    screen: 'Ein ganzer Bildschirm: Nachrichten, die darauf erscheinen, werden gesehen.',
    unknown: 'Dieser Browser sagt nicht, ob es ein Fenster oder der ganze Bildschirm ist. Sieh genau hin.',
  },
  withSound: 'Der Ton geht mit.',
  problems: {
    failed: 'Der Browser gab nichts zum Zeigen her. Klicke noch einmal oder wähle etwas anderes.',
    rules: 'Die Regeln des Meetings erlauben dir das Zeigen nicht mehr. Es ist beendet.',
  },

  chooseTitle: 'Etwas zeigen',
  chooseText: 'Wähle ein Fenster oder einen Tab. Du siehst es zuerst hier, und sonst niemand, bis du es sagst.',
  pick: 'Wählen, was gezeigt wird',
  cancel: 'Abbrechen',
  whole: 'Stattdessen den ganzen Bildschirm',
  sound: 'Mit dem Ton des Tabs',
  soundHint: 'Wo der Browser es kann: Tabs in Chrome, Chromium und Edge.',
  modeTitle: 'Bild',
  text: 'Scharfer Text',
  motion: 'Flüssige Bewegung',
  motionHint: 'Für Filme. Dann hält nur eine andere Form das Bild zurück, nicht ein plötzlich anderer Inhalt.',

  wholeTitle: 'Den ganzen Bildschirm?',
  wholeText: 'Alle werden alles sehen, was darauf erscheint: Nachrichten, andere Fenster, was du tippst. Zeige ein einzelnes Fenster, wenn du kannst.',
  pickWhole: 'Bildschirm wählen',

  pickingTitle: 'Dein Browser fragt dich',
  pickingText: 'Wähle dort, was gezeigt wird. Noch sieht es niemand.',

  previewTitle: 'Alle werden das sehen',
  previewText: 'Noch hat es niemand gesehen. Sieh erst nach, ob etwas Privates dabei ist.',
  heldTitle: 'Jetzt ist etwas anderes zu sehen',
  heldText: 'Es wird zurückgehalten: Niemand hat es gesehen. Sollen es alle sehen?',
  wholeMeant: 'Das ist mein ganzer Bildschirm, und ich will alles zeigen, was darauf erscheint',
  taken: (name) => `${name} zeigt gerade etwas. Danach kannst du beginnen.`,
  waiting: 'Die Vorschau kommt gleich.',
  confirm: 'Allen zeigen',

  live: 'Zu sehen. Alle sehen es.',
  paused: 'Pause. Niemand sieht es.',
  held: 'Zurückgehalten. Niemand sieht es, bis du es angesehen hast.',
  preview: 'Noch sieht es niemand.',
  ending: 'Es endet.',
  pause: 'Pause',
  resume: 'Weiter',

  pausedBy: (name) => `${name} hat eine Pause gemacht oder prüft, was zu sehen ist.`,
};
