package org.jingtu.database;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole service on a free port and a fresh {@link TestDatabase}: HTTP in, HTTP out.
 *
 * <p>The port is injected by {@code @LocalServerPort}. All journey tests without further
 * configuration share one service and its database: use codes of your own, or add
 * {@code @DirtiesContext} where a test needs an untouched database.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestDatabaseInitializer.class)
public @interface JourneyTest {}
