# syntax=docker/dockerfile:1
# The service alone; compose.yaml puts a PostGIS beside it.

FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /source
COPY pom.xml ./
COPY .mvn .mvn
# Libraries change seldom: their layer is kept while only sources change.
RUN --mount=type=cache,target=/root/.m2 mvn -B -q dependency:resolve dependency:resolve-plugins
COPY migrations migrations
COPY src/main src/main
RUN --mount=type=cache,target=/root/.m2 mvn -B -q -Dmaven.test.skip=true -Dspotless.check.skip=true package
RUN java -Djarmode=tools -jar target/jingtu.jar extract --layers --launcher --destination layers

FROM eclipse-temurin:17-jre
# The reports embed these fonts: Chinese and Latin, then the rare characters of names.
RUN apt-get update \
 && apt-get install -y --no-install-recommends fontconfig fonts-wqy-zenhei fonts-hanazono \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin jingtu
WORKDIR /app
COPY --chmod=755 src/main/docker/healthy ./
COPY --from=build /source/layers/dependencies/ ./
COPY --from=build /source/layers/spring-boot-loader/ ./
COPY --from=build /source/layers/snapshot-dependencies/ ./
COPY --from=build /source/layers/application/ ./
USER 10001
EXPOSE 8080
# Secrets of the orchestrator are files named after properties; the folder may be absent.
ENV LANG=C.UTF-8 \
    SPRING_CONFIG_IMPORT=optional:configtree:/run/secrets/ \
    JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError -Duser.home=/tmp"
ENTRYPOINT ["java", "org.springframework.boot.loader.launch.JarLauncher"]
