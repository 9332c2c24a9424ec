package dev.homeroom.http;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The REST API. It names no classes, so that every resource and provider of the WAR is part. */
@ApplicationPath("/api")
public class HomeroomApplication extends Application {}
