package io.github.maskloom.http.wire;

/**
 * How a service speaks, and how its provider is called.
 *
 * @param provider id
 * @param configuration the simple name of the configuration's type, for messages
 * @param errors what failures mean
 * @param answers what answers are made of
 */
public record ServiceProfile(
    String provider, String configuration, ErrorRules errors, AnswerRules answers) {}
