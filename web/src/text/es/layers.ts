import type { Area } from '../area';
import { plural } from './formats';

export const layers: Area<'layers'> = {
  title: 'Capas',
  chip: { whole: 'Capas', broken: 'Una capa está rota' },
  intro: 'A salvo de quién, y dónde. Cada capa protege de unos y no de otros.',
  safeFrom: 'Protege de',
  notFrom: 'No protege de',
  standing: { good: 'como debe ser', look: 'merece un vistazo', broken: 'sin protección ahora' },
  network: {
    name: 'Red',
    gist: { good: 'Cifrado hasta el servidor', look: 'La conexión se está recuperando' },
    safe: 'La gente de tu wifi, tu proveedor y quien esté en el camino: no pueden leer, cambiar ni unirse a lo que se dice.',
    unsafe: 'Ven que estás en una llamada con este servidor, cuánto dura y, más o menos, cuánto se mueve ante la cámara.',
  },
  platform: {
    name: 'Servidor y claves',
    gist: {
      good: 'Cifrado de extremo a extremo, todos comparados',
      look: 'Cifrado de extremo a extremo, no todos comparados',
      broken: 'Algo se falsificó, se retuvo o no se abre',
    },
    safe: 'El servidor, su dueño y quien se cuele en él o le ordene hablar: no tiene ninguna clave y no puede dejar entrar a nadie.',
  },
  device: {
    name: 'Navegador y dispositivo',
    gist: { look: 'Confías en este dispositivo y en esta página', broken: 'La página no es la que el servidor enumera' },
    safe: 'Otras páginas, y nosotros: no se abre nada antes de tu clic y no se almacena nada.',
    unsafe: 'Las extensiones, el sistema y quien lo administra ven lo que ves.',
  },
  people: {
    name: 'Personas',
    gist: { good: 'Solo quienes están en la lista tienen las claves', look: 'Alguien aquí merece un vistazo' },
    safe: 'Extraños con el enlace: solo entran como dicen las reglas de la reunión, y todos lo ven.',
    unsafe: 'Un nombre es como cada cual se llama.',
  },
  room: {
    name: 'Tu habitación',
    gist: { good: 'No se muestra nada de ella', look: 'Lo que la cámara muestra y el micrófono oye' },
    safe: 'De nadie en particular: lo que está en la imagen lo ven todos aquí.',
    unsafe: 'Papeles, pantallas y reflejos detrás y al lado de ti, voces de la habitación contigua.',
  },
  path: {
    none: 'Aún sin conexión para sonido e imagen',
    connecting: 'Conectando',
    connected: 'Conectado',
    interrupted: 'Interrumpido',
  },
  hop: (version, cipher) => `${version} hasta el servidor, ${cipher}`,
  forwardSecret: 'Secreto hacia adelante: una clave robada después no abre nada de hoy',
  notForwardSecret: 'Sin secreto hacia adelante',
  media: (cipher) => `Paquetes de medios cifrados otra vez con ${cipher}`,
  route: (protocol) => `Por ${protocol.toUpperCase()}, directo al servidor: nadie aquí conoce tu dirección`,
  suite: 'MLS (RFC 9420) con X25519, ChaCha20-Poly1305 y Ed25519; SFrame (RFC 9605) con AES-128-GCM para cada trama',
  epoch: (epoch, members) =>
    `Época ${epoch}: claves para exactamente ${plural(members, { one: '1 persona', other: `${members} personas` })}`,
  compared: (compared, others) =>
    others === 0 ? 'Aún no hay con quién comparar' : `Códigos comparados con ${compared} de ${others}`,
  agreed: 'El grupo concuerda; nada se falsificó ni se retuvo',
  disagreed: (alarms) => plural(alarms, { one: '1 alarma: mira los avisos', other: `${alarms} alarmas: mira los avisos` }),
  capture: {
    microphone: { open: 'Micrófono abierto', closed: 'Micrófono cerrado' },
    camera: { open: 'Cámara abierta', closed: 'Cámara cerrada' },
    screen: { open: 'Se captura una pantalla, ventana o pestaña', closed: 'No se captura ninguna pantalla' },
  },
  build: {
    unknown: 'Esta página no se ha comprobado',
    checking: 'Comprobando esta página…',
    unlisted: 'El servidor no da ninguna lista de los archivos de esta página',
    same: 'Cada archivo de esta página es como lo enumera el servidor',
    different: 'Un archivo de esta página no es como lo enumera el servidor',
  },
  buildHash: 'Hash de la lista',
  buildAdvice:
    'Tanto la página como la lista son del servidor. Para saber que son nuestras, compara el hash con el de tu propia compilación (./dev manifest), en otro dispositivo.',
  checkPage: 'Comprobar esta página',
  here: (names) => `Aquí: ${names.join(', ')}`,
  admitted: (who, by) => `${by} dejó entrar a ${who}`,
  door: {
    locked: 'Cerrada con llave: no entra nadie',
    waitingRoom: 'Un anfitrión deja entrar',
    open: 'Quien tenga el enlace puede entrar',
  },
  record: 'Cualquiera aquí puede grabar lo que muestras o dices; ninguna aplicación puede impedirlo.',
  shows: {
    both: 'Tu cámara te muestra a ti y lo que hay detrás; tu micrófono oye la habitación.',
    camera: 'Tu cámara te muestra a ti y lo que hay detrás.',
    microphone: 'Tu micrófono oye la habitación.',
    nothing: 'La cámara y el micrófono están cerrados.',
  },
};
