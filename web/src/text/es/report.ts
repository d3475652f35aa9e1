import type { Area } from '../area';

export const report: Area<'report'> = {
  title: 'Informar de un problema',
  intro:
    'Esto es todo lo que contiene un informe: ni nombre, ni enlace, ni dirección, ni clave. Léelo y cópialo para quien lleva este servidor.',
  make: 'Hacer un informe',
  copy: 'Copiar el informe',
  copied: 'Copiado',
};
