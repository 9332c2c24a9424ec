package dev.homeroom.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a resource method for whose harm a stolen token shall not be enough: the caller must have
 * given the password in the last 5 minutes. A refresh does not count.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface FreshLogin {}
