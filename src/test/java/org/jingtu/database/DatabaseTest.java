package org.jingtu.database;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.ContextConfiguration;

/**
 * Gives the Spring context of a test a {@link TestDatabase} of its own.
 *
 * <p>Put it beside {@code @SpringBootTest}, {@code @DataJpaTest} and the like (with
 * {@code @AutoConfigureTestDatabase(replace = NONE)} where the slice would swap the data source).
 * It sets {@code spring.datasource.url}, {@code username} and {@code password}; the {@link
 * TestDatabase} itself is a bean that the test may inject. Test classes with the same configuration
 * share one context and therefore one database; the database goes with the context.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ContextConfiguration(initializers = TestDatabaseInitializer.class)
public @interface DatabaseTest {}
