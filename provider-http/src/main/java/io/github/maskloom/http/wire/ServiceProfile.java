package io.github.maskloom.http.wire;

/**
 * How a service speaks, and how its provider is called.
 *
 * @param provider id
 * @param errors what failures mean
 * @param answers what answers are made of
 */
public record ServiceProfile(String provider, ErrorRules errors, AnswerRules answers) {}
