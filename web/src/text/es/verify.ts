import type { Area } from '../area';

export const verify: Area<'verify'> = {
  title: 'Código de seguridad',
  meaning: 'El mismo en todos los dispositivos mientras todos tengan las mismas claves. Cambia cuando cambia cualquier clave.',
  epoch: 'Época',
  advice: 'Leído en voz alta en esta reunión prueba poco: usa un teléfono, un mensaje o la pantalla del otro.',
  inDigits: 'Mostrarlo en 30 cifras',
  inWords: 'Mostrarlo en 12 palabras',
  isCompared: 'comparado',
  isNotCompared: 'sin comparar',
  markName: (name) => `Marcar a ${name} como comparado`,
  marked: 'Comparado',
  mark: 'Marcar como comparado',
  sideBySide: '¿Lado a lado?',
  exchange: 'Uno muestra un código y el otro lo escanea. Eso marca a quien lo mostró, en el dispositivo que escaneó.',
  showCode: 'Mostrar mi código',
  hideCode: 'Ocultar mi código',
  myCode: 'Mi código, para la cámara de otro dispositivo',
  scan: 'Escanear un código',
  viewfinder: 'Lo que ve la cámara',
  hold: 'Pon el código del otro dispositivo ante la cámara. Lo que ve no se envía.',
  cancel: 'Cancelar',
  cameraRefused: 'La cámara no se abrió. Permítela junto a la barra de direcciones o compara el código a ojo.',
  scanned: {
    marked: (name) => `Este es el dispositivo de ${name} y tiene las mismas claves que el tuyo. Marcado como comparado.`,
    stranger:
      'Este código no es de ninguna persona que tu dispositivo vea aquí. Quien lo muestra está en otra reunión, o alguien se interpone. No confíes en esta reunión hasta saber cuál de las dos cosas es.',
    differs: (name) =>
      `Este es el dispositivo de ${name}, pero ahora mismo no está en el mismo estado que el tuyo. Espera a que nadie entre ni salga y prueba otra vez. Si sigue así, puede que alguien se interponga. Sin marcar.`,
    own: 'Este es tu propio código. Escanea el del otro dispositivo.',
    foreign: 'Esto no es el código de una reunión. En el otro dispositivo, abre el código de seguridad y elige «Mostrar mi código».',
  },
};
