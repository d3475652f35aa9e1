import type { Area } from '../area';

export const endings: Area<'endings'> = {
  refusals: {
    insecure: {
      title: 'Esta dirección no es segura',
      text: 'Las cámaras, los micrófonos y el cifrado solo funcionan en páginas llegadas por https.',
      advice: 'Pide a quien lleva este servidor su dirección https y abre allí tu enlace.',
    },
    transform: {
      title: 'Este navegador no puede cifrar una reunión',
      text: 'No tiene forma de cifrar imagen y sonido antes de que salgan del dispositivo (RTCRtpScriptTransform), y sin eso Conclave no celebra reuniones.',
      advice: 'Abre el enlace en un Firefox, Chrome, Chromium o Edge actual. No se envió nada.',
    },
  },
  badLink: {
    title: 'Este enlace no está completo',
    text: 'El enlace de una reunión termina en # y 22 letras, cifras, - o _. Una parte se perdió o cambió por el camino.',
    advice: 'Pide el enlace otra vez y cópialo entero.',
  },
  over: {
    left: {
      title: 'Has salido',
      text: 'Tu micrófono y tu cámara están cerrados y las claves de esta reunión ya no están en esta página.',
      advice:
        'El enlace ya no está en la barra de direcciones, pero puede quedar en el historial de este navegador. Bórralo allí o usa una ventana privada la próxima vez.',
    },
    removed: {
      title: 'Te han expulsado',
      text: 'Alguien en la reunión te ha expulsado. Lo que se diga desde ahora va cifrado con claves que no tienes.',
      advice: 'Si fue un error, pide que te dejen entrar otra vez.',
    },
    denied: {
      title: 'No te han dejado entrar',
      text: 'Un anfitrión de la reunión dijo que no. No has oído ni visto nada de ella, ni ella de ti más que el nombre que diste.',
      advice: 'Si fue un error, pregunta a quien te invitó y abre otra vez tu enlace.',
    },
    full: {
      title: 'La reunión está llena',
      text: 'El servidor no admite a más personas en esta reunión.',
      advice: 'Prueba otra vez cuando alguien haya salido.',
    },
    replaced: {
      title: 'Sigue en otro lugar',
      text: 'Otra conexión tuya ocupó este sitio en la reunión.',
      advice: 'Sigue allí o únete otra vez desde aquí.',
    },
    version: {
      title: 'Esta página está desactualizada',
      text: 'El servidor habla otra versión del protocolo que esta página.',
      advice: 'Recarga la página.',
    },
    protocol: {
      title: 'El servidor dijo algo que no entendemos',
      text: 'No respeta el protocolo, así que esta página dejó de hablar con él.',
      advice: 'Recarga la página. Si vuelve a pasar, avisa a quien lleva este servidor.',
    },
    core: {
      title: 'El cifrado no arrancó',
      text: 'Esa parte de la página falló, así que no se envía nada ni se muestra nada.',
      advice: 'Recarga la página. Si vuelve a pasar, prueba con otro navegador.',
    },
    error: {
      title: 'El servidor cortó la conexión',
      text: 'Informó de un error propio.',
      advice: 'Únete otra vez en un momento.',
    },
  },
  joinAgain: 'Unirse otra vez',
  reload: 'Recargar la página',
  home: 'Volver al inicio',
};
