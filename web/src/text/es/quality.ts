import type { Area } from '../area';

export const quality: Area<'quality'> = {
  title: 'Calidad de la llamada',
  show: 'Mostrar el último minuto',
  hide: 'Ocultar',
  good: 'El sonido y la imagen llegan y salen bien.',
  ownUpload: 'Tu red lleva menos de lo que envían tu cámara y tu micrófono. Puede que te vean borroso.',
  ownDownload: 'Tu red pierde mucho de lo que llega. Las imágenes se ven borrosas y el sonido puede cortarse.',
  ownDevice: 'Este dispositivo está demasiado ocupado para codificar bien tu cámara. Cierra otros programas.',
  theirs: (names) => `${names.join(', ')}: imagen borrosa, aunque el resto va bien. Es su red o su cámara.`,
  sent: 'Enviado',
  received: 'Recibido',
  lost: 'Perdido al llegar',
  roundTrip: 'Ida y vuelta al servidor',
  kbps: (value) => `${Math.round(value)} kbit/s`,
  percent: (value) => `${(value * 100).toFixed(1).replace('.', ',')} %`,
  milliseconds: (value) => `${Math.round(value)} ms`,
};
