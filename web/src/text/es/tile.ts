import type { Area } from '../area';

export const tile: Area<'tile'> = {
  you: 'Tú',
  host: 'anfitrión',
  microphoneOn: 'micrófono abierto',
  muted: 'silenciado',
  cameraOn: 'cámara abierta',
  cameraOff: 'cámara cerrada',
  compared: 'códigos comparados',
  notCompared: 'códigos sin comparar',
  cameraClosing: 'La cámara se está cerrando',
  seal: {
    shut: 'Llegan imágenes o sonidos que las claves de esta reunión no abren. No se muestran.',
    own: (epoch) => `Lo que envías va cifrado con las claves de la reunión (época ${epoch}).`,
    sealed: (epoch) => `Cifrado con las claves de la reunión (época ${epoch}).`,
    idle: (epoch) => `Ahora mismo no llega nada. Las claves están listas (época ${epoch}).`,
  },
  list: (parts) => parts.join(', '),
  troubles: {
    server: () => 'Tu conexión con el servidor está interrumpida.',
    path: () => 'Tu sonido y tus imágenes no están conectados.',
    lost: (name) => `Se perdió la conexión con ${name}.`,
    silent: (name) => `No llega nada de ${name} desde hace unos segundos.`,
    keys: () => 'Lo que llega no se abre con las claves de esta reunión.',
    stalled: (name) => `Ahora no llega imagen de ${name}.`,
    quiet: (name) => `Ahora no llega sonido de ${name}, aunque el micrófono está abierto.`,
    coming: () => 'La imagen está en camino',
  },
  reasons: {
    server: 'Esta página vuelve por sí sola.',
    lost: 'Quizá cambió su red. Puede volver en menos de un minuto.',
    silent: 'Puede que su conexión se haya perdido y vuelva, o que el servidor retenga mensajes.',
    stalled: 'Su red o la tuya puede estar cambiando o ser demasiado lenta.',
  },
};
