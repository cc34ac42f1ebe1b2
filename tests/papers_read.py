"""Small texts in our own words that the tests take in: a plan between two unions, and something else."""

PLAN = """HỘI LHPN TỈNH BÌNH MINH
BAN THƯỜNG VỤ
Số: 12/KH-BTV
Bình Minh, ngày 05 tháng 02 năm 2026

KẾ HOẠCH
Triển khai Bản ghi nhớ hợp tác giữa Hội LHPN tỉnh Bình Minh và Hội Phụ nữ tỉnh Hoàng Hôn năm 2026

Căn cứ Bản ghi nhớ hợp tác giữa Hội LHPN tỉnh Bình Minh và Hội Phụ nữ tỉnh Hoàng Hôn giai đoạn 2024-2029, \
Ban Thường vụ Hội LHPN tỉnh xây dựng kế hoạch năm 2026 với các nội dung sau:

1. Tổ chức nói chuyện chuyên đề về an toàn đường biên cho hội viên các xã biên giới;
2. Trao đổi đoàn cán bộ Hội giữa hai tỉnh vào tháng 10;
3. Sơ kết công tác phối hợp năm 2026.

Năm 2025, các cấp Hội đã duy trì 12 câu lạc bộ và tuyên truyền cho gần 2.500 lượt hội viên, phụ nữ.
"""

WEATHER = """Dự báo thời tiết
Ngày mai trời nắng, nhiệt độ cao nhất 34 độ, gió nhẹ. Người dân nên uống đủ nước khi ra đồng.
"""
