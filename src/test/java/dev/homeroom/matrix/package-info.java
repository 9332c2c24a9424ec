/** Who gets what at which endpoint: the table of rights, asked cell by cell of a running server. */
package dev.homeroom.matrix;
