package dev.homeroom.http;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The REST API. It lists no classes, and so contains all resources and providers of the WAR. */
@ApplicationPath("/api")
public class HomeroomApplication extends Application {}
