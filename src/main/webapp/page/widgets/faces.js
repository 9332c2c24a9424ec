import { Problem } from '../problem.js';
import { parent } from './parent.js';
import { schoolAdmin } from './school-admin.js';
import { staff } from './staff.js';
import { student } from './student.js';
import { teacher } from './teacher.js';

const FACES = { school_admin: schoolAdmin, teacher, staff, student, parent };

/** Returns what draws a dashboard. That of the few is loaded when it is asked for. */
export const faceOf = async (dashboard) => FACES[dashboard] ?? loadDistrict();

async function loadDistrict() {
  try {
    return (await import('./super-admin.js')).superAdmin;
  } catch {
    throw new Problem('OFFLINE', 0);
  }
}
