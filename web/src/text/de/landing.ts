import type { Area } from '../area';

export const landing: Area<'landing'> = {
  promise:
    'Ein Meeting, das nur sieht und hört, wer darin ist. Alles wird auf deinem Gerät verschlüsselt, ' +
    'mit Schlüsseln, die der Server nie bekommt.',
  start: 'Meeting beginnen',
  language: 'Sprache',
  invited: 'Eingeladen? Öffne den Link, den du bekommen hast; er enthält den Schlüssel.',
};
