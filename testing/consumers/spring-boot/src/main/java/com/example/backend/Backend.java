package com.example.backend;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class Backend {
  public static void main(String[] arguments) {
    SpringApplication.run(Backend.class, arguments);
  }
}
