/* The cheapest command, to measure what comes before it. */
int main(void) { return 0; }
