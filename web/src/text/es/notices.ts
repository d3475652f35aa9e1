import type { Area } from '../area';

export const notices: Area<'notices'> = {
  lost: 'Conexión perdida. Volviendo…',
  unreachable: 'El servidor no responde. Revisa tu red. Esta página lo sigue intentando; quizá pierdas tu sitio.',
  interrupted: 'El sonido y la imagen se han interrumpido. Reconectando…',
  notYet: 'El sonido y las imágenes aún no están conectados.',
  soundBlocked: 'El navegador retiene el sonido.',
  letPlay: 'Dejar que suene',
  dismiss: 'Cerrar',
  alarms: {
    forged: 'Llegó un mensaje que no puede ser de ninguna persona de esta reunión. Se ignoró.',
    replayed: 'Un mensaje antiguo se envió otra vez. Se ignoró.',
    disagreement: (who) =>
      who === ''
        ? 'Las claves de aquí y las de los demás ya no coinciden. Sal y únete otra vez.'
        : `Las claves de aquí y las de ${who} ya no coinciden. Puede que el servidor esté mostrando reuniones distintas.`,
    policy: (who) => `${who || 'Alguien'} intentó algo que las reglas de esta reunión no permiten. No se hizo.`,
    inviteTwice: (who) => `La invitación para ${who} se usó dos veces. La segunda persona no entró.`,
    passphrase: (who) =>
      who === ''
        ? 'Alguien que tiene el enlace probó una frase de acceso equivocada.'
        : `Alguien que se hace llamar ${who} probó una frase de acceso equivocada.`,
    otherKeys: (who) =>
      `${who}, con quien comparaste códigos, tiene ahora otras claves. Puede que haya otra persona en ese sitio: compara otra vez antes de confiar.`,
    otherPerson: (who) =>
      `${who}, con quien comparaste códigos, ya no está, y alguien con ese nombre llegó con otras claves. Eso pasa cuando uno se une otra vez y cuando otra persona toma el nombre: compara otra vez.`,
  },
  wishes: {
    refused: 'Las reglas de esta reunión no te lo permiten.',
    notFound: 'Esa persona ya no está.',
    limit: 'Es demasiado a la vez. Prueba otra vez en un momento.',
    notYet: 'Las claves de la reunión están cambiando. Prueba otra vez en un momento.',
    impossible: 'No fue posible.',
  },
  troubles: {
    linkNotCopied: 'No se pudo copiar el enlace. Cópialo de la barra de direcciones.',
    inviteNotCopied: 'No se pudo copiar la invitación. Selecciónala y cópiala a mano.',
    noFullScreen: 'Este navegador no permite la pantalla completa aquí.',
    notApart: 'Este navegador no abre una ventana pequeña aquí.',
    fileEmpty: 'No se puede ofrecer un archivo sin contenido.',
    fileLarge: 'Ese archivo es demasiado grande: por una reunión caben hasta 32 MB.',
    fileUnreadable: 'Un archivo que ofrecías ya no se puede leer en este dispositivo. Se retiró.',
    noMedia: 'No se pudo establecer el sonido y la imagen con este servidor. Sal y únete otra vez.',
  },
};
