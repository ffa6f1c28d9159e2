package io.github.maskloom.http.model;

import java.util.Optional;

/**
 * A model as a service lists it. Texts are the service's own, without what no id has.
 *
 * @param id that requests name it by
 * @param name of its family, or empty if the service says none
 * @param status in the service's word, such as Ark's {@code Shutdown}, or empty if it says none
 */
public record ListedModel(String id, Optional<String> name, Optional<String> status) {}
