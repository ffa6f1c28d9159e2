package io.github.maskloom.http.wire;

/**
 * How a service speaks, and how its provider is called.
 *
 * @param provider the provider's id
 * @param errors say what failures mean
 * @param answers say what answers are made of
 */
public record ServiceProfile(String provider, ErrorRules errors, AnswerRules answers) {}
