# Homeroom in an image: docker build -t homeroom . Settings: docs/settings.md; together with PostgreSQL and Redis: compose.yaml.
# With --build-arg JDK=25 a start is a quarter shorter: docs/operations/deploy.md, "A quicker start".
ARG JDK=17
FROM eclipse-temurin:${JDK}-jdk AS build
WORKDIR /src
ENV LANG=C.UTF-8
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY src src
# Libraries and Liberty are kept between builds.
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -B -q package liberty:create -Dpackaged -DskipTests -Dspotless.check.skip
# A server as README, "Deploy it", lays it, without the samples of the installation.
RUN mv target/liberty/wlp /opt/wlp \
 && rm -rf /opt/wlp/usr \
 && mkdir -p /opt/homeroom/servers/homeroom/dropins /opt/homeroom/shared/resources/jdbc \
 && cp -r src/main/liberty/config/. /opt/homeroom/servers/homeroom/ \
 && cp target/homeroom.war /opt/homeroom/servers/homeroom/dropins/ \
 && cp target/jdbc/*.jar /opt/homeroom/shared/resources/jdbc/

FROM eclipse-temurin:${JDK}-jre
# Java reads the texts of the settings by LANG.
ENV LANG=C.UTF-8 WLP_USER_DIR=/opt/homeroom HOMEROOM_DATA=/data HTTP_PORT=9080
RUN groupadd --gid 10001 homeroom \
 && useradd --no-create-home --uid 10001 --gid homeroom --home-dir /opt/homeroom --shell /usr/sbin/nologin homeroom \
 && install -d -o homeroom -g homeroom /data
COPY --from=build /opt/wlp /opt/wlp
COPY --from=build --chown=homeroom:homeroom /opt/homeroom /opt/homeroom
COPY docs/operations/quick-start.sh /opt/
USER 10001:10001
ARG JDK
RUN [ "$JDK" -lt 25 ] \
 || { bash /opt/quick-start.sh /opt/homeroom/homeroom.aot \
 && echo -XX:AOTCache=/opt/homeroom/homeroom.aot >>/opt/homeroom/servers/homeroom/jvm.options; }
# Only H2 keeps something here.
VOLUME /data
EXPOSE 9080
# By bash alone: the image needs no client of HTTP.
HEALTHCHECK --interval=10s --timeout=3s --start-period=300s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$HTTP_PORT && printf 'GET /health/ready HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && head -1 <&3 | grep -q ' 200'"]
# The script ends by becoming Java, which so gets the TERM of docker stop.
ENTRYPOINT ["/opt/wlp/bin/server"]
CMD ["run", "homeroom"]
