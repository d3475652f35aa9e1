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
  pictureComing: 'La imagen está en camino',
  cameraClosing: 'La cámara se está cerrando',
  shut: 'No se puede abrir',
  seal: {
    shut: 'Llegan imágenes o sonidos que las claves de esta reunión no abren. No se muestran.',
    own: (epoch) => `Lo que envías va cifrado con las claves de la reunión (época ${epoch}).`,
    sealed: (epoch) => `Cifrado con las claves de la reunión (época ${epoch}).`,
    idle: (epoch) => `Ahora mismo no llega nada. Las claves están listas (época ${epoch}).`,
  },
  list: (parts) => parts.join(', '),
  silent: (name) =>
    `Sin noticias de ${name} desde hace 8 segundos. Su conexión o el servidor puede estar reteniendo mensajes.`,
};
