// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.sightglass.platform.Secret;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.annotation.AnnotatedElementUtils;

/** That no field for a secret comes along without a type that hides it and a canary of its own. */
class SecretFieldsTest {
    /** What names of settings and of request fields say of a secret. */
    private static final Pattern SECRET_NAME =
            Pattern.compile("(?i).*(secret|token|password|credential|key|wh[ei]pUrl)s?");

    /** Named like one, and none. */
    private static final Set<String> HARMLESS = Set.of("forgetLostSecrets");

    private static final List<JavaClass> OURS = new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.sightglass.platform", "dev.sightglass.api")
                    .stream()
                    .toList();

    /**
     * A component of a settings record, its nested records included.
     *
     * @param name of the setting, as in {@code application.yaml}; {@code [0]} stands for the first of a list
     */
    private record Setting(String name, RecordComponent component) {
        boolean isSecret() {
            return element(component.getGenericType()) == Secret.class;
        }
    }

    @Test
    void everySettingThatIsNamedLikeASecretHidesItself() {
        assertThat(settings())
                .filteredOn(setting ->
                        SECRET_NAME.matcher(setting.component().getName()).matches())
                .filteredOn(setting -> !HARMLESS.contains(setting.component().getName()))
                .isNotEmpty()
                .allSatisfy(setting ->
                        assertThat(setting.isSecret()).as(setting.name()).isTrue());
    }

    @Test
    void everySecretSettingHasACanary() {
        Set<String> secrets = new TreeSet<>();
        settings().stream().filter(Setting::isSecret).forEach(setting -> secrets.add(setting.name()));

        assertThat(secrets).containsExactlyInAnyOrderElementsOf(CanarySettings.OURS.keySet());
    }

    @Test
    void everyRequestFieldThatIsNamedLikeASecretHasACanary() {
        List<String> fields = classes(type -> type.getSimpleName().endsWith("Request"))
                .flatMap(type -> Arrays.stream(type.getRecordComponents()))
                .map(RecordComponent::getName)
                .filter(name -> SECRET_NAME.matcher(name).matches())
                .toList();

        assertThat(fields)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(Canaries.REQUEST_FIELDS).containsKey(name));
    }

    @Test
    void printedSettingsShowNoSecret() {
        for (String canary : CanarySettings.OURS.values()) {
            assertThat(Secret.of(canary)).hasToString("***");
        }
    }

    private static List<Setting> settings() {
        return classes(type -> type.isAnnotationPresent(ConfigurationProperties.class))
                .flatMap(type -> components(
                        type,
                        AnnotatedElementUtils.getMergedAnnotationAttributes(type, ConfigurationProperties.class)
                                .getString("prefix"))
                        .stream())
                .toList();
    }

    private static List<Setting> components(Class<?> type, String prefix) {
        List<Setting> all = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Class<?> element = element(component.getGenericType());
            String name = prefix + "." + dashed(component.getName());
            if (element.isRecord()) {
                all.addAll(components(element, List.class == component.getType() ? name + "[0]" : name));
            } else {
                all.add(new Setting(name, component));
            }
        }
        return all;
    }

    private static Class<?> element(Type type) {
        return (Class<?>) (type instanceof ParameterizedType list ? list.getActualTypeArguments()[0] : type);
    }

    private static String dashed(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static Stream<Class<?>> classes(Predicate<Class<?>> wanted) {
        return OURS.stream()
                .<Class<?>>map(JavaClass::reflect)
                .filter(Class::isRecord)
                .filter(wanted);
    }
}
