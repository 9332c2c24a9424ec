package dev.homeroom.zz;
