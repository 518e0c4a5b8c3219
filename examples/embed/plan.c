/* Plans a patient by nkdose's C library: cc plan.c $(pkg-config --cflags --libs nkdose-c) */
#include <nkdose.h>
#include <stdio.h>

int main(void) {
  static char request[1 << 16];
  const size_t size = fread(request, 1, sizeof request, stdin);
  char* answer = NULL;
  const int exit_code = nkdose_plan_json(request, size, &answer);
  if (exit_code == 0)
    fputs("This plan is ready.\n", stderr);
  else if (exit_code == 1)
    fputs("This plan is a draft or refused: it is no order.\n", stderr);
  else
    fputs("Nothing was computed.\n", stderr);
  fputs(answer, exit_code >= 2 ? stderr : stdout);
  nkdose_free(answer);
  return exit_code;
}
