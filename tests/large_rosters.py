"""A roster of thousands of rows, as an organisation would send it."""

import random

ROWS = 20_000


def roster(rows: int = ROWS) -> str:
    """A roster as an organisation would send it, the same each time."""
    chance = random.Random(3)
    first = ["Yayasan", "Klinik", "Toko", "Radio", "Dinas", "Koperasi", "Apotek", "Universitas", "Kafe", "Bengkel"]
    then = [
        "Pelita",
        "Sehat",
        "Melati",
        "Anggrek",
        "Senja",
        "Nusantara",
        "Bersama",
        "Mandiri",
        "Cahaya",
        "Surya",
        "Medika",
        "Bintang",
    ]
    lines = [
        "mitra,tingkat,jenis,pj,email,telepon,kota,sejak,akhir perjanjian,kontak terakhir,"
        "nama,jabatan,hp narahubung,ultah,hari raya,catatan"
    ]
    for row in range(rows):
        name = f"{chance.choice(first)} {chance.choice(then)} {chance.choice(then)} {row}"
        tier, feast = chance.choice(["kunci", "rutin", "umum"]), chance.choice(["lebaran", "natal", ""])
        lines.append(
            f"{name},{tier},komunitas,Kolega {row % 40},info{row}@contoh.id,"
            f"0812 5550 {row % 10000:04d},Bandung,{2000 + row % 25},{'2027-01-31' if row % 5 == 0 else ''},"
            f"{'1/11/2026' if row % 3 == 0 else ''},Bu Tuti Herawati {row},Ketua,0813 5550 {row % 10000:04d},"
            f"{chance.randint(1, 28)} Mei {chance.randint(1950, 1999)},{feast},ke {row}"
        )
    return "\n".join(lines)
