import type { Area } from '../area';
import { plural } from './formats';

export const layers: Area<'layers'> = {
  title: 'Couches',
  chip: { whole: 'Couches', broken: 'Une couche est rompue' },
  intro: 'À l’abri de qui, et où. Chaque couche protège de certains et pas d’autres.',
  safeFrom: 'Protège de',
  notFrom: 'Ne protège pas de',
  standing: { good: 'comme il se doit', look: 'mérite un regard', broken: 'non protégé maintenant' },
  network: {
    name: 'Réseau',
    gist: { good: 'Chiffré jusqu’au serveur', look: 'La connexion se rétablit' },
    safe: 'Les gens de votre Wi-Fi, votre fournisseur, tous ceux sur le chemin : ils ne peuvent ni lire, ni modifier, ni se joindre.',
    unsafe: 'Ils voient que vous êtes en appel avec ce serveur, combien de temps, et à peu près combien ça bouge à la caméra.',
  },
  platform: {
    name: 'Serveur et clés',
    gist: {
      good: 'Chiffré de bout en bout, tout le monde comparé',
      look: 'Chiffré de bout en bout, pas tout le monde comparé',
      broken: 'Quelque chose a été falsifié, retenu ou ne s’ouvre pas',
    },
    safe: 'Le serveur, son propriétaire, et quiconque s’y introduit ou lui ordonne de parler : il n’a aucune clé et ne peut faire entrer quiconque.',
  },
  device: {
    name: 'Navigateur et appareil',
    gist: { look: 'Vous faites confiance à cet appareil et à cette page', broken: 'La page n’est pas celle que le serveur annonce' },
    safe: 'Les autres pages, et nous : rien ne s’ouvre avant votre clic, et rien n’est stocké.',
    unsafe: 'Les extensions, le système et qui le gère voient ce que vous voyez.',
  },
  people: {
    name: 'Participants',
    gist: { good: 'Seuls ceux de la liste ont les clés', look: 'Quelqu’un ici mérite un regard' },
    safe: 'Les inconnus qui ont le lien : ils n’entrent que selon les règles, et tout le monde le voit.',
    unsafe: 'Un nom est ce que chacun se donne.',
  },
  room: {
    name: 'Votre pièce',
    gist: { good: 'Rien n’en est montré', look: 'Ce que la caméra montre et que le micro entend' },
    safe: 'De personne en particulier : ce qui est à l’image est vu par tous ici.',
    unsafe: 'Papiers, écrans et reflets derrière et à côté de vous, voix de la pièce voisine.',
  },
  path: {
    none: 'Pas encore de connexion pour le son et l’image',
    connecting: 'Connexion',
    connected: 'Connecté',
    interrupted: 'Interrompu',
  },
  hop: (version, cipher) => `${version} jusqu’au serveur, ${cipher}`,
  forwardSecret: 'Confidentialité persistante : une clé volée plus tard n’ouvre rien d’aujourd’hui',
  notForwardSecret: 'Sans confidentialité persistante',
  media: (cipher) => `Paquets média chiffrés encore avec ${cipher}`,
  route: (protocol) => `Par ${protocol.toUpperCase()}, droit au serveur : personne ici n’apprend votre adresse`,
  suite: 'MLS (RFC 9420) avec X25519, ChaCha20-Poly1305 et Ed25519 ; SFrame (RFC 9605) avec AES-128-GCM pour chaque trame',
  epoch: (epoch, members) =>
    `Époque ${epoch} : des clés pour exactement ${plural(members, { one: `${members} personne`, other: `${members} personnes` })}`,
  compared: (compared, others) =>
    others === 0 ? 'Personne encore avec qui comparer' : `Codes comparés avec ${compared} sur ${others}`,
  agreed: 'Le groupe concorde ; rien n’a été falsifié ni retenu',
  disagreed: (alarms) =>
    plural(alarms, { one: `${alarms} alarme : voir les avis`, other: `${alarms} alarmes : voir les avis` }),
  capture: {
    microphone: { open: 'Micro ouvert', closed: 'Micro fermé' },
    camera: { open: 'Caméra ouverte', closed: 'Caméra fermée' },
    screen: { open: 'Un écran, une fenêtre ou un onglet est capté', closed: 'Aucun écran capté' },
  },
  build: {
    unknown: 'Cette page n’a pas été vérifiée',
    checking: 'Vérification de cette page…',
    unlisted: 'Le serveur ne fournit pas de liste des fichiers de cette page',
    same: 'Chaque fichier de cette page est tel que le serveur l’annonce',
    different: 'Un fichier de cette page n’est pas tel que le serveur l’annonce',
  },
  buildHash: 'Empreinte de la liste',
  buildAdvice:
    'La page et la liste viennent toutes deux du serveur. Pour savoir qu’elles sont de nous, comparez l’empreinte avec celle de votre propre compilation (./dev manifest), sur un autre appareil.',
  checkPage: 'Vérifier cette page',
  here: (names) => `Ici : ${names.join(', ')}`,
  admitted: (who, by) => `${by} a fait entrer ${who}`,
  door: {
    locked: 'Verrouillée : personne n’entre',
    waitingRoom: 'Un hôte fait entrer',
    open: 'Qui a le lien peut entrer',
  },
  record: 'Tout le monde ici peut enregistrer ce que vous montrez ou dites ; aucune application ne peut l’empêcher.',
  shows: {
    both: 'Votre caméra vous montre, vous et ce qui est derrière, et votre micro entend la pièce.',
    camera: 'Votre caméra vous montre, vous et ce qui est derrière.',
    microphone: 'Votre micro entend la pièce.',
    nothing: 'La caméra et le micro sont fermés.',
  },
};
