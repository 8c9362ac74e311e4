/* The cheapest command, which what comes before it can be measured with. */
int main(void) { return 0; }
