package dev.homeroom.cache.spi;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** The tier that all instances share. */
@Qualifier @Retention(RUNTIME)
@Target({METHOD, FIELD, PARAMETER})
public @interface SharedTier {}
